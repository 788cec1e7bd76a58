package io.narsil.onnx;

import io.narsil.network.Architecture;
import io.narsil.network.WeightShapes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights and images that look random and are the same everywhere, in Python, too (tools/golden_networks.py). */
final class SampleWeights {
    private SampleWeights() {}

    /**
     * Weights of a network.
     *
     * @param gain factor of the variance of a layer's outputs
     */
    static Map<String, float[]> weights(Architecture network, double gain) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        int[] number = {0};
        WeightShapes.of(network).forEach((name, shape) -> {
            int size = (int) shape.stream().mapToLong(s -> s).reduce(1, (a, b) -> a * b);
            String kind = name.substring(name.lastIndexOf('.') + 1);
            int count = number[0]++;
            weights.put(
                    name,
                    switch (kind) {
                        case "weight" ->
                            name.contains("bn")
                                    ? values(count, size, 0.2, 1)
                                    : values(count, size, Math.sqrt(12 * gain / ((double) size / shape.get(0))), 0);
                        case "running_var" -> values(count, size, 0.4, 1);
                        default -> values(count, size, 0.2, 0);
                    });
        });
        return weights;
    }

    /** As in the tests of the reader that trains: a hash of (number of the array, index). */
    static float[] values(int number, int size, double scale, double shift) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            int x = (int) (i * 2654435761L + number * 2246822519L + 374761393L);
            x ^= x >>> 15;
            x *= (int) 2246822519L;
            x ^= x >>> 13;
            values[i] = (float) (Integer.toUnsignedLong(x) / 0x1p32 - 0.5) * (float) scale + (float) shift;
        }
        return values;
    }
}
