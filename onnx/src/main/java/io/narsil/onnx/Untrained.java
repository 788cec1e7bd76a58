package io.narsil.onnx;

import io.narsil.config.UserException;
import io.narsil.detector.Detector;
import io.narsil.network.Architecture;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.guard.Limits;
import io.narsil.random.Seeds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Writes networks with random weights as ONNX files. They take as long as trained ones. */
public final class Untrained {
    private static final Seeds SEEDS = new Seeds(0);
    private static final String VERSION = "untrained";

    private Untrained() {}

    /** The file of a network, or of a detector without its own choice of boxes; always the same. */
    public static byte[] onnx(Architecture network) {
        Map<String, List<Long>> shapes = WeightShapes.of(network);
        double count = shapes.values().stream()
                .mapToDouble(s -> s.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b))
                .sum();
        if (count * Float.BYTES > Limits.bytes()) {
            throw new UserException(
                    network.name(),
                    String.format(
                            Locale.ROOT,
                            "its %.3g weights are more than an ONNX file may have on this machine (%d MB)",
                            count,
                            Limits.bytes() >> 20),
                    "a smaller network, or more memory: JAVA_TOOL_OPTIONS=-Xmx8g");
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> weights.put(name, values(name, shape, weights.size())));
        List<String> classes = IntStream.range(0, network.classes())
                .mapToObj(c -> "class " + c)
                .toList();
        return network instanceof Detector detector
                ? new DetectorFile(
                                detector, weights, classes, preparation(detector.backbone()), VERSION, Optional.empty())
                        .bytes()
                : OnnxFile.bytes((Network) network, weights, classes, preparation((Network) network), VERSION);
    }

    private static Preparation preparation(Network network) {
        Conventions conventions = network.conventions();
        List<Double> half = Collections.nCopies(network.channels(), 0.5);
        Normalisation scale = conventions.normalisation().orElse(new Normalisation(half, half));
        return new Preparation(scale.mean(), scale.deviation(), false);
    }

    /**
     * Weights that keep activations at about the same size, so that no number becomes so small that it is slow to
     * compute with.
     */
    private static float[] values(String name, List<Long> shape, int index) {
        int size = (int) shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        RandomGenerator random = SEEDS.stream("untrained", index);
        double deviation = Math.sqrt(2.0 * shape.get(0) / size);
        boolean matrix = shape.size() > 1;
        float plain = name.endsWith(".weight") || name.endsWith(".running_var") ? 1 : 0;
        for (int i = 0; i < size; i++) {
            values[i] = matrix ? (float) (deviation * random.nextGaussian()) : plain;
        }
        return values;
    }
}
