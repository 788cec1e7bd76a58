package io.narsil.onnx;

import static io.narsil.onnx.Graph.attribute;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.MaxPool;
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
        private final Convolution pending;
        private final String input;
        /** The layer that made the value, until the value is represented. */
        private String layer;

        private Flow(String name, Convolution pending, String input, String layer) {
            this.name = name;
            this.pending = pending;
            this.input = input;
            this.layer = layer;
        }

        static Flow of(String name) {
            return new Flow(name, null, "", null);
        }

        static Flow by(String layer, String name) {
            return new Flow(name, null, "", layer);
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

    private String convolve(String value, Convolution c, float[] weight, float[] bias) {
        String input = values.input(graph, c.name(), value);
        String weightName =
                values.weight(graph, c.name(), weight, c.out(), c.in() / c.groups(), c.kernel(), c.kernel());
        List<String> inputs = new ArrayList<>(List.of(input, weightName));
        if (bias != null) {
            inputs.add(values.bias(graph, c.name(), bias, input, weightName));
        }
        long k = c.kernel();
        long p = c.padding();
        return graph.node(
                "Conv",
                inputs,
                attribute("kernel_shape", List.of(k, k)),
                attribute("pads", List.of(p, p, p, p)),
                attribute("strides", List.of((long) c.stride(), (long) c.stride())),
                attribute("group", c.groups()));
    }

    @Override
    public Flow convolution(Flow x, Convolution convolution) {
        return new Flow(null, convolution, name(x), null);
    }

    @Override
    public Flow batchNorm(Flow x, BatchNorm b) {
        double[] scale = new double[b.channels()];
        float[] shift = new float[b.channels()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = weights.get(b.name() + ".weight")[i]
                    / Math.sqrt(weights.get(b.name() + ".running_var")[i] + BatchNorm.EPSILON);
            shift[i] = (float)
                    (weights.get(b.name() + ".bias")[i] - weights.get(b.name() + ".running_mean")[i] * scale[i]);
        }
        if (x.name != null) {
            float[] factor = new float[scale.length];
            for (int i = 0; i < factor.length; i++) {
                factor[i] = (float) scale[i];
            }
            return Flow.of(affine(graph, name(x), b.name(), factor, shift));
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
        return Flow.by(c.name(), convolve(x.input, c, weight, shift));
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
                yield Flow.by(x.layer, graph.node("Relu", List.of(value)));
            }
            case RELU6 -> clipped(x, 6);
            case SIGMOID -> Flow.of(graph.node("Sigmoid", List.of(name(x))));
            case SWISH -> Flow.of(
                    graph.node("Mul", List.of(name(x), graph.node("Sigmoid", List.of(name(x))))));
            case HARD_SIGMOID -> clipped(sixthAndHalf(x), 1);
            case HARD_SWISH -> Flow.of(graph.node("HardSwish", List.of(name(x))));
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
        return Flow.of(graph.node("Add", List.of(scaled, scalar("half", 0.5f))));
    }

    private Flow clipped(Flow x, float most) {
        String value = plain(x);
        return Flow.by(x.layer, graph.node("Clip", List.of(value, scalar("least", 0), scalar("most", most))));
    }

    private String scalar(String name, float value) {
        return graph.constant(name + "_" + scalars++, new float[] {value});
    }

    @Override
    public Flow maxPool(Flow x, MaxPool pool) {
        long k = pool.kernel();
        long p = pool.padding();
        return Flow.of(graph.node(
                "MaxPool",
                List.of(name(x)),
                attribute("kernel_shape", List.of(k, k)),
                attribute("pads", List.of(p, p, p, p)),
                attribute("strides", List.of((long) pool.stride(), (long) pool.stride()))));
    }

    @Override
    public Flow globalAveragePool(Flow x) {
        return Flow.of(graph.node("GlobalAveragePool", List.of(name(x))));
    }

    @Override
    public Flow scale(Flow x, Flow gate) {
        return Flow.of(graph.node("Mul", List.of(name(x), name(gate))));
    }

    @Override
    public Flow add(Flow residual, Flow branch, double depth) {
        return Flow.of(graph.node("Add", List.of(name(residual), name(branch))));
    }

    @Override
    public Flow dropout(Flow x) {
        return x;
    }

    @Override
    public Flow linear(Flow x, Linear l) {
        String flat =
                values.input(graph, l.name(), graph.node("Flatten", List.of(name(x)), attribute("axis", 1)));
        String weight = values.weight(graph, l.name(), weights.get(l.name() + ".weight"), l.out(), l.in());
        List<String> inputs = new ArrayList<>(List.of(flat, weight));
        if (l.bias()) {
            inputs.add(values.bias(graph, l.name(), weights.get(l.name() + ".bias"), flat, weight));
        }
        // The logits themselves are never rounded.
        return Flow.of(graph.node("Gemm", inputs, attribute("transB", 1)));
    }
}
