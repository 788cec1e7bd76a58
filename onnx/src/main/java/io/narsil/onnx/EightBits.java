package io.narsil.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Quantizes some layers of a graph to 8 bits: each value is quantized and at once dequantized, which runtimes turn into
 * integer kernels.
 *
 * <p>Values are unsigned with one scale each; weights are signed with a scale for each output channel, and without a zero
 * point; biases are 32-bit integers in the product of the two scales (Jacob et al. 2018).
 */
final class EightBits extends Rounded {
    private static final int UNSIGNED_MOST = 255;
    private static final int SIGNED_MOST = 127;
    /** The least range: a value that never changes still needs a scale. */
    private static final double LEAST_RANGE = 1e-6;

    private final List<Range> ranges;
    private int next;
    private final Map<String, Float> scales = new HashMap<>();
    private final Map<String, float[]> weightScales = new HashMap<>();

    /** The range of a value in the calibration; it always includes 0. */
    record Range(float least, float most) {
        /** The range before any value was seen. */
        static final Range EMPTY = new Range(0, 0);

        Range with(float value) {
            return new Range(Math.min(least, value), Math.max(most, value));
        }

        float scale() {
            return (float) (Math.max((double) most - least, LEAST_RANGE) / UNSIGNED_MOST);
        }

        int zero() {
            return Math.min(UNSIGNED_MOST, Math.max(0, Math.round(-least / scale())));
        }
    }

    /**
     * A representation.
     *
     * @param layers names of the layers that are quantized
     * @param ranges ranges of the values that {@link Observed} saw for the same layers, in its order
     */
    EightBits(Set<String> layers, List<Range> ranges) {
        super(layers);
        this.ranges = ranges;
    }

    @Override
    String round(Graph graph, String name) {
        Range range = ranges.get(next++);
        String scale = graph.constant(name + ".scale", new float[] {range.scale()});
        String zero = graph.constant(name + ".zero", Graph.UNSIGNED_8, new int[] {range.zero()});
        String quantized = graph.node("QuantizeLinear", List.of(name, scale, zero));
        String value = graph.node("DequantizeLinear", List.of(quantized, scale, zero));
        scales.put(value, range.scale());
        return value;
    }

    @Override
    public String weight(Graph graph, String layer, float[] values, long... shape) {
        if (!rounds(layer)) {
            return super.weight(graph, layer, values, shape);
        }
        int outputs = (int) shape[0];
        int each = values.length / outputs;
        float[] scale = new float[outputs];
        int[] integers = new int[values.length];
        for (int o = 0; o < outputs; o++) {
            double most = LEAST_RANGE;
            for (int i = o * each; i < (o + 1) * each; i++) {
                most = Math.max(most, Math.abs(values[i]));
            }
            scale[o] = (float) (most / SIGNED_MOST);
            for (int i = o * each; i < (o + 1) * each; i++) {
                integers[i] = Math.round(values[i] / scale[o]);
            }
        }
        String weight = dequantized(graph, layer + ".weight", Graph.SIGNED_8, integers, scale, shape);
        weightScales.put(weight, scale);
        return weight;
    }

    @Override
    public String bias(Graph graph, String layer, float[] values, String input, String weight) {
        if (!rounds(layer)) {
            return super.bias(graph, layer, values, input, weight);
        }
        float[] scale = weightScales.get(weight).clone();
        int[] integers = new int[values.length];
        for (int o = 0; o < values.length; o++) {
            scale[o] *= scales.get(input);
            integers[o] = Math.round(values[o] / scale[o]);
        }
        return dequantized(graph, layer + ".bias", Graph.SIGNED_32, integers, scale, values.length);
    }

    private static String dequantized(
            Graph graph, String name, int type, int[] integers, float[] scale, long... shape) {
        String constant = graph.constant(name, type, integers, shape);
        String scales = graph.constant(name + ".scale", scale, scale.length);
        String zeros = graph.constant(name + ".zero", type, new int[scale.length], scale.length);
        return graph.node("DequantizeLinear", List.of(constant, scales, zeros), Graph.attribute("axis", 0L));
    }
}
