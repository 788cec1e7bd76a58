package io.narsil.fuzz;

import io.narsil.boxes.Suppression;
import io.narsil.detector.Decoder;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.DetectorFile;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.Preparation;
import io.narsil.onnx.Untrained;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small ONNX files in which every operator stands that Narsil writes, in floats and in 8 bits. */
final class OnnxSeeds {
    private static final int PIXELS = 64;
    private static final Preparation INSIDE = new Preparation(List.of(0.5), List.of(0.5), true);

    private OnnxSeeds() {}

    static List<byte[]> all() {
        List<byte[]> files = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            Network network = NetworkFile.parse("seed", """
                    narsil: architecture/1
                    name: seed
                    input: {channels: 1, resolution: 8}
                    classes: 2
                    blocks:
                      - {block: conv, kernel: 3, channels: 4, activation: %1$s}
                      - {block: mbconv, kernel: 3, expansion: 2, channels: 4, se: {ratio: 0.5, of: hidden, multiple: 1}, activation: %1$s}
                      - {block: maxpool, kernel: 3, stride: 2}
                      - {block: mbpool, expansion: 2, channels: 4, activation: %1$s}
                      - {block: classifier}
                    """.formatted(activation.key()));
            files.add(Untrained.onnx(network));
            files.add(OnnxFile.eightBits(
                    network,
                    weights(network),
                    List.of("a", "b"),
                    INSIDE,
                    "seed",
                    List.of(filled(PIXELS), new float[PIXELS])));
        }
        Network backbone = NetworkFile.parse("seed", """
                narsil: architecture/1
                name: seed
                input: {channels: 1, resolution: 32}
                classes: 2
                blocks:
                  - {block: conv, kernel: 3, channels: 2, stride: 2}
                  - {block: conv, kernel: 3, channels: 2, stride: 2}
                  - {block: conv, kernel: 3, channels: 2, stride: 2}
                  - {block: conv, kernel: 3, channels: 2, stride: 2}
                  - {block: conv, kernel: 3, channels: 2, stride: 2}
                  - {block: classifier}
                """);
        Detector detector = new Detector(backbone, new Neck(2), new DenseHead(1), Activation.RELU);
        for (Optional<Suppression> rule :
                List.of(Optional.<Suppression>empty(), Optional.of(Decoder.USUAL.suppression()))) {
            files.add(new DetectorFile(detector, weights(detector), List.of("a", "b"), INSIDE, "seed", rule).bytes());
        }
        return files;
    }

    private static Map<String, float[]> weights(Architecture network) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        WeightShapes.of(network)
                .forEach((name, shape) -> weights.put(name, filled((int)
                        shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b))));
        return weights;
    }

    private static float[] filled(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 0.25f);
        return values;
    }
}
