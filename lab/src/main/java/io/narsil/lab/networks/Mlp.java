package io.narsil.lab.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fully connected layers with hard-swish between them, for batches of at most one size. */
final class Mlp {
    private final List<Dense> layers = new ArrayList<>();
    private final boolean lastIsLinear;
    private final List<float[]> inputs = new ArrayList<>();
    private final List<float[]> raw = new ArrayList<>();
    private final List<float[]> gradients = new ArrayList<>();

    /**
     * @param widths widths of the input and of each layer
     * @param lastIsLinear choice of the last layer's outputs as they are, without an activation
     * @param capacity size of the largest batch
     */
    Mlp(int[] widths, boolean lastIsLinear, int capacity, RandomGenerator random) {
        this.lastIsLinear = lastIsLinear;
        for (int i = 1; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            layers.add(new Dense(widths[i - 1], widths[i], last && lastIsLinear ? 0.3 : 1, random));
            inputs.add(new float[capacity * widths[i - 1]]);
            raw.add(new float[capacity * widths[i]]);
            gradients.add(new float[capacity * widths[i - 1]]);
        }
    }

    List<Dense> layers() {
        return List.copyOf(layers);
    }

    int in() {
        return layers.get(0).in();
    }

    int out() {
        return layers.get(layers.size() - 1).out();
    }

    /** y (count, out) from x (count, in). */
    void forward(float[] x, float[] y, int count) {
        System.arraycopy(x, 0, inputs.get(0), 0, count * in());
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(inputs.get(i), raw.get(i), count);
            boolean last = i == layers.size() - 1;
            float[] target = last ? y : inputs.get(i + 1);
            int values = count * layers.get(i).out();
            if (last && lastIsLinear) {
                System.arraycopy(raw.get(i), 0, target, 0, values);
            } else {
                HardSwish.forward(raw.get(i), target, values);
            }
        }
    }

    /**
     * Adds up gradients after {@link #forward}; {@code dy} is used up.
     *
     * @param dx array for the gradient of the input; may be null
     */
    void backward(float[] dy, float[] dx, int count) {
        float[] gradient = dy;
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (i < layers.size() - 1 || !lastIsLinear) {
                HardSwish.backward(raw.get(i), gradient, count * layers.get(i).out());
            }
            float[] below = i > 0 ? gradients.get(i) : dx;
            layers.get(i).backward(inputs.get(i), gradient, below, count);
            gradient = below;
        }
    }

    void step(float rate, float decay) {
        layers.forEach(l -> l.step(rate, decay));
    }

    List<float[]> weights() {
        return layers.stream().map(Dense::weights).toList();
    }

    void reset(List<float[]> weights) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).reset(weights.get(i));
        }
    }
}
