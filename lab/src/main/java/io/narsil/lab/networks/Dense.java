package io.narsil.lab.networks;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A fully connected layer with an Adam optimizer of its own (Kingma and Ba 2015).
 *
 * <p>All inner loops run along a row of weights and add into separate places, never into one sum: the compiler turns
 * such loops into vector instructions without changing a bit of the result.
 */
final class Dense {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final int in;
    private final int out;
    /** (in, out), and the bias as one more row. */
    private final float[] weights;

    private final float[] transposed;
    private final float[] gradients;
    private final float[] first;
    private final float[] second;
    private float power1 = 1;
    private float power2 = 1;

    /** Weights drawn uniformly with variance 2 / in (He et al. 2015), times {@code gain}. */
    Dense(int in, int out, double gain, RandomGenerator random) {
        this.in = in;
        this.out = out;
        weights = new float[(in + 1) * out];
        transposed = new float[in * out];
        gradients = new float[weights.length];
        first = new float[weights.length];
        second = new float[weights.length];
        double limit = gain * Math.sqrt(6.0 / in);
        for (int i = 0; i < in * out; i++) {
            weights[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        transpose();
    }

    int in() {
        return in;
    }

    int out() {
        return out;
    }

    /** The weights, for saving and comparing; a copy. */
    float[] weights() {
        return weights.clone();
    }

    /** Takes weights that {@link #weights} gave, and forgets what the optimizer knew. */
    void reset(float[] saved) {
        System.arraycopy(saved, 0, weights, 0, weights.length);
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        power1 = 1;
        power2 = 1;
        transpose();
    }

    /** y (count, out) from x (count, in). */
    void forward(float[] x, float[] y, int count) {
        for (int n = 0; n < count; n++) {
            int row = n * out;
            System.arraycopy(weights, in * out, y, row, out);
            for (int i = 0; i < in; i++) {
                float value = x[n * in + i];
                if (value != 0) {
                    axpy(value, weights, i * out, y, row, out);
                }
            }
        }
    }

    /**
     * Adds up gradients.
     *
     * @param dx array for the gradient of x (count, in); may be null where nobody asks for it
     */
    void backward(float[] x, float[] dy, float[] dx, int count) {
        for (int n = 0; n < count; n++) {
            int row = n * out;
            for (int i = 0; i < in; i++) {
                float value = x[n * in + i];
                if (value != 0) {
                    axpy(value, dy, row, gradients, i * out, out);
                }
            }
            axpy(1, dy, row, gradients, in * out, out);
            if (dx != null) {
                Arrays.fill(dx, n * in, (n + 1) * in, 0);
                for (int j = 0; j < out; j++) {
                    axpy(dy[row + j], transposed, j * in, dx, n * in, in);
                }
            }
        }
    }

    /** One step of Adam with the gradients added up since the last one; weight decay is decoupled (AdamW). */
    void step(float rate, float decay) {
        power1 *= BETA1;
        power2 *= BETA2;
        float correction1 = 1 - power1;
        float correction2 = 1 - power2;
        for (int i = 0; i < weights.length; i++) {
            float g = gradients[i];
            first[i] = BETA1 * first[i] + (1 - BETA1) * g;
            second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
            float step = first[i] / correction1 / ((float) Math.sqrt(second[i] / correction2) + EPSILON);
            weights[i] -= rate * (step + decay * weights[i]);
            gradients[i] = 0;
        }
        transpose();
    }

    private void transpose() {
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                transposed[j * in + i] = weights[i * out + j];
            }
        }
    }

    private static void axpy(float a, float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i++) {
            y[yFrom + i] += a * x[xFrom + i];
        }
    }
}
