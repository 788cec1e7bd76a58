package io.narsil.cli;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.Preparation;
import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A network with random weights, exported, and an image for it. */
public final class TinyNetwork {
    private TinyNetwork() {}

    /** Writes {@code model.onnx} and {@code image.png}. */
    public static void write(Path folder) throws Exception {
        write(folder, Fit.CROP);
    }

    /** The same, which takes photos in some way. */
    public static void write(Path folder, Fit fit) throws Exception {
        Network network = NetworkFile.parse("n", """
                narsil: architecture/1
                name: tiny
                input: {channels: 3, resolution: 24}
                classes: 2
                blocks:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: classifier}
                """);
        RandomGenerator random = new Seeds(1).stream("weights", 0);
        Map<String, float[]> weights = new LinkedHashMap<>();
        WeightShapes.of(network).forEach((name, shape) -> {
            float[] values = new float[(int) shape.stream().mapToLong(s -> s).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("running_var") ? 1 : (float) random.nextGaussian();
            }
            weights.put(name, values);
        });
        Preparation preparation = new Preparation(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25), false, fit);
        OnnxFile.write(
                folder.resolve("model.onnx"), network, weights, List.of("lying", "standing"), preparation, "test");
        TinyImages.write(folder.resolve("image.png"), 24, 1);
    }
}
