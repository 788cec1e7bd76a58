package io.narsil.onnx;

import static io.narsil.onnx.Graph.attribute;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Padding;
import io.narsil.network.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns a network into an ONNX graph, with each batch norm folded into the convolution before it.
 *
 * <p>A convolution is not written before the layer after it is known: {@link Flow} holds it back.
 */
final class GraphReader implements Interpreter<GraphReader.Flow> {
    private final Graph graph;
    private final Map<String, float[]> weights;
    private final Values values;
    private int scalars;

    GraphReader(Graph graph, Map<String, float[]> weights, Values values) {
        this.graph = graph;
        this.weights = weights;
        this.values = values;
    }

    /** A value of the graph, or a convolution that is held back and will make it. */
    static final class Flow {
        private String name;
        /** The height and width of the images. */
        private final int size;

        private final Convolution pending;
        private final Flow input;
        /** The layer that made the value, until the value is represented. */
        private String layer;

        private Flow(String name, int size, Convolution pending, Flow input, String layer) {
            this.name = name;
            this.size = size;
            this.pending = pending;
            this.input = input;
            this.layer = layer;
        }

        static Flow of(String name, int size) {
            return new Flow(name, size, null, null, null);
        }

        /** A value of the same size that is made of this one. */
        private Flow next(String made) {
            return of(made, size);
        }

        /** The same, made within a layer. */
        private Flow within(String itsLayer, String made) {
            return new Flow(made, size, null, null, itsLayer);
        }
    }

    /** The name of a value for any reader. If its convolution is still held back, it is written as it is. */
    String name(Flow x) {
        plain(x);
        if (x.layer != null) {
            x.name = values.output(graph, x.layer, x.name);
            x.layer = null;
        }
        return x.name;
    }

    /** The name of a value that a function will clip, which belongs to the layer. */
    private String plain(Flow x) {
        if (x.name == null) {
            Convolution c = x.pending;
            float[] bias = c.bias() ? weights.get(c.name() + ".bias") : null;
            x.name = convolve(x.input, c, weights.get(c.name() + ".weight"), bias);
            x.layer = c.name();
        }
        return x.name;
    }

    private String convolve(Flow x, Convolution c, float[] weight, float[] bias) {
        String input = values.input(graph, c.name(), name(x));
        String weightName =
                values.weight(graph, c.name(), weight, c.out(), c.in() / c.groups(), c.kernel(), c.kernel());
        List<String> inputs = new ArrayList<>(List.of(input, weightName));
        if (bias != null) {
            inputs.add(values.bias(graph, c.name(), bias, input, weightName));
        }
        long k = c.kernel();
        return graph.node(
                "Conv",
                inputs,
                attribute("kernel_shape", List.of(k, k)),
                attribute("pads", pads(c.padding().ends(x.size, c.kernel(), c.stride()))),
                attribute("strides", List.of((long) c.stride(), (long) c.stride())),
                attribute("group", c.groups()));
    }

    /** Above, left, below, right: said in numbers, since engines differ in what they make of ONNX's auto_pad. */
    private static List<Long> pads(Padding.Ends ends) {
        long before = ends.before();
        long after = ends.after();
        return List.of(before, before, after, after);
    }

    @Override
    public Flow convolution(Flow x, Convolution convolution) {
        name(x);
        return new Flow(null, convolution.output(x.size), convolution, x, null);
    }

    @Override
    public Flow batchNorm(Flow x, BatchNorm b) {
        double[] scale = new double[b.channels()];
        float[] shift = new float[b.channels()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = weights.get(b.name() + ".weight")[i]
                    / Math.sqrt(weights.get(b.name() + ".running_var")[i] + b.epsilon());
            shift[i] = (float)
                    (weights.get(b.name() + ".bias")[i] - weights.get(b.name() + ".running_mean")[i] * scale[i]);
        }
        if (x.name != null) {
            float[] factor = new float[scale.length];
            for (int i = 0; i < factor.length; i++) {
                factor[i] = (float) scale[i];
            }
            return x.next(affine(graph, name(x), b.name(), factor, shift));
        }
        return folded(x, scale, shift);
    }

    /** The convolution that is held back, its outputs multiplied by a factor and shifted, each channel's by its own. */
    private Flow folded(Flow x, double[] scale, float[] shift) {
        Convolution c = x.pending;
        float[] weight = weights.get(c.name() + ".weight").clone();
        int each = weight.length / c.out();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (weight[i] * scale[i / each]);
        }
        for (int i = 0; c.bias() && i < shift.length; i++) {
            shift[i] = (float) (shift[i] + weights.get(c.name() + ".bias")[i] * scale[i]);
        }
        return x.within(c.name(), convolve(x.input, c, weight, shift));
    }

    /** Multiplies by a factor and adds a shift for each channel. */
    static String affine(Graph graph, String x, String name, float[] factor, float[] shift) {
        String scaled = graph.node("Mul", List.of(x, graph.constant(name + ".factor", factor, factor.length, 1, 1)));
        return graph.node("Add", List.of(scaled, graph.constant(name + ".shift", shift, shift.length, 1, 1)));
    }

    @Override
    public Flow activation(Flow x, Activation activation) {
        return switch (activation) {
            case RELU -> {
                String value = plain(x);
                yield x.within(x.layer, graph.node("Relu", List.of(value)));
            }
            case RELU6 -> clipped(x, 6);
            case SIGMOID -> x.next(graph.node("Sigmoid", List.of(name(x))));
            case SWISH -> x.next(graph.node("Mul", List.of(name(x), graph.node("Sigmoid", List.of(name(x))))));
            case HARD_SIGMOID -> clipped(sixthAndHalf(x), 1);
            case HARD_SWISH -> x.next(graph.node("HardSwish", List.of(name(x))));
        };
    }

    /**
     * x / 6 + 1 / 2, which a hard sigmoid clips to 0..1; inside the convolution where one is held back.
     *
     * <p>ONNX has the operation HardSigmoid, but OpenCV (4.14, 5.0) takes its product with any other value for a hard swish,
     * so that each squeeze-and-excitation would be wrong there.
     */
    private Flow sixthAndHalf(Flow x) {
        if (x.name == null) {
            double[] scale = new double[x.pending.out()];
            float[] shift = new float[x.pending.out()];
            Arrays.fill(scale, 1 / 6.0);
            Arrays.fill(shift, 0.5f);
            return folded(x, scale, shift);
        }
        String scaled = graph.node("Mul", List.of(name(x), scalar("sixth", 1 / 6f)));
        return x.next(graph.node("Add", List.of(scaled, scalar("half", 0.5f))));
    }

    private Flow clipped(Flow x, float most) {
        String value = plain(x);
        return x.within(x.layer, graph.node("Clip", List.of(value, scalar("least", 0), scalar("most", most))));
    }

    private String scalar(String name, float value) {
        return graph.constant(name + "_" + scalars++, new float[] {value});
    }

    @Override
    public Flow maxPool(Flow x, Pooling pool) {
        long k = pool.kernel();
        String made = graph.node(
                "MaxPool",
                List.of(name(x)),
                attribute("kernel_shape", List.of(k, k)),
                attribute("pads", pads(pool.padding().ends(x.size, pool.kernel(), pool.stride()))),
                attribute("strides", List.of((long) pool.stride(), (long) pool.stride())));
        return Flow.of(made, pool.output(x.size));
    }

    @Override
    public Flow globalAveragePool(Flow x) {
        return Flow.of(graph.node("GlobalAveragePool", List.of(name(x))), 1);
    }

    @Override
    public Flow scale(Flow x, Flow gate) {
        return x.next(graph.node("Mul", List.of(name(x), name(gate))));
    }

    @Override
    public Flow add(Flow residual, Flow branch, double depth) {
        return branch.next(graph.node("Add", List.of(name(residual), name(branch))));
    }

    /** In whole numbers of pixels, each of which is copied: no two engines round that differently. */
    @Override
    public Flow upsample(Flow x) {
        String scales = graph.constant("upsample.scales", new float[] {1, 1, 2, 2}, 4);
        String made = graph.node(
                "Resize",
                List.of(name(x), "", scales),
                attribute("mode", "nearest"),
                attribute("coordinate_transformation_mode", "asymmetric"),
                attribute("nearest_mode", "floor"));
        return Flow.of(made, 2 * x.size);
    }

    @Override
    public Flow sum(Flow x, Flow y) {
        return x.next(graph.node("Add", List.of(name(x), name(y))));
    }

    @Override
    public Flow dropout(Flow x) {
        return x;
    }

    @Override
    public Flow linear(Flow x, Linear l) {
        String flat = values.input(graph, l.name(), graph.node("Flatten", List.of(name(x)), attribute("axis", 1)));
        String weight = values.weight(graph, l.name(), weights.get(l.name() + ".weight"), l.out(), l.in());
        List<String> inputs = new ArrayList<>(List.of(flat, weight));
        if (l.bias()) {
            inputs.add(values.bias(graph, l.name(), weights.get(l.name() + ".bias"), flat, weight));
        }
        // The logits themselves are never rounded.
        return x.next(graph.node("Gemm", inputs, attribute("transB", 1)));
    }
}
