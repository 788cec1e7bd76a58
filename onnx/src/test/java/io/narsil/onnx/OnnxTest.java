package io.narsil.onnx;

import static io.narsil.onnx.SampleWeights.values;
import static io.narsil.onnx.SampleWeights.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.TimmVariant;
import io.narsil.network.WeightShapes;
import io.narsil.task.Fit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported networks in ONNX Runtime, against the logits of timm and torchvision; tools/golden_networks.py made them. */
class OnnxTest {
    private static final Preparation NONE = new Preparation(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false);

    @TempDir
    private Path folder;

    static List<List<String>> golden() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                OnnxTest.class.getResourceAsStream("/io/narsil/torch/golden-logits.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> List.of(line.split(",", -1))).toList();
        }
    }

    private static List<String> classes(int count) {
        return IntStream.range(0, count).mapToObj(c -> "class " + c).toList();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void logitsEqualThoseOfOtherImplementations(List<String> golden) {
        Network published = TimmVariant.get(golden.get(0));
        int size = Integer.parseInt(golden.get(1));
        Network network = published.with("golden", 3, size, published.classes());
        Path file = folder.resolve("golden.onnx");
        Map<String, float[]> weights = weights(network, Double.parseDouble(golden.get(2)));
        OnnxFile.write(file, network, weights, classes(network.classes()), NONE, "test");
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            float[] image = values(999, 3 * size * size, 4, 0);
            float[] logits = model.run(image, 1)[0];
            float rounding = rounding(weights, network, logits);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i])
                        .as("logit %d of %s", i, golden.get(0))
                        .isCloseTo(Double.parseDouble(golden.get(3 + i)), within((double) rounding));
            }
            // The batch is free.
            float[] twice = new float[2 * image.length];
            System.arraycopy(image, 0, twice, image.length, image.length);
            assertThat(model.run(twice, 2)[1]).containsExactly(logits, within(rounding));
        }
    }

    /** What no published network has: each activation, a gate that is no hard sigmoid, a grouped stem, raw pixels. */
    @ParameterizedTest
    @MethodSource("io.narsil.network.Activation#values")
    void everyActivationIsKnownAndPixelsCanBeTakenAsTheyAre(io.narsil.network.Activation activation) {
        Network network = NetworkFile.parse("n", """
                narsil: architecture/1
                name: odd
                input: {channels: 3, resolution: 16}
                classes: 4
                blocks:
                  - {block: conv, kernel: 3, channels: 8, activation: %s}
                  - {block: maxpool, kernel: 3, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 8, se: {ratio: 0.5, of: hidden, multiple: 1, gate: sigmoid}, activation: %s}
                  - {block: classifier}
                """.formatted(activation.key(), activation.key()));
        Map<String, float[]> weights = weights(network, 1);
        Preparation outside = new Preparation(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3), false);
        Preparation inside = new Preparation(outside.mean(), outside.deviation(), true, Fit.LETTERBOX);
        OnnxFile.write(folder.resolve("out.onnx"), network, weights, classes(4), outside, "test");
        OnnxFile.write(folder.resolve("in.onnx"), network, weights, classes(4), inside, "test");
        float[] pixels = new float[3 * 256];
        float[] prepared = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 37 % 256;
            int c = i / 256;
            prepared[i] = (float) ((pixels[i] / 255 - outside.mean().get(c))
                    / outside.deviation().get(c));
        }
        try (OnnxModel first = OnnxModel.open(folder.resolve("out.onnx"), 1);
                OnnxModel second = OnnxModel.open(folder.resolve("in.onnx"), 1)) {
            float[] logits = first.run(prepared, 1)[0];
            assertThat(second.run(pixels, 1)[0]).containsExactly(logits, within(rounding(weights, network, logits)));
            assertThat(first.preparation()).isEqualTo(outside);
            assertThat(second.preparation()).isEqualTo(inside);
            assertThat(first.size()).isEqualTo(16);
            assertThat(first.milliseconds(2, 5)).hasSize(5).isSorted();
        }
    }

    /** Eight bits are a rounding: where every layer's ranges are known, logits move by a small share of their spread. */
    @ParameterizedTest
    @MethodSource("io.narsil.network.Activation#values")
    void eightBitsComeNearToFloats(io.narsil.network.Activation activation) {
        Network network = NetworkFile.parse("n", """
                narsil: architecture/1
                name: eight
                input: {channels: 3, resolution: 16}
                classes: 10
                blocks:
                  - {block: conv, kernel: 3, channels: 16, activation: %s}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 16, repeat: 2, se: {ratio: 0.5, of: hidden, multiple: 1}, activation: %s}
                  - {block: maxpool, kernel: 3, stride: 2}
                  - {block: mbpool, expansion: 2, channels: 32, activation: %s}
                  - {block: classifier}
                """.formatted(activation.key(), activation.key(), activation.key()));
        Map<String, float[]> weights = weights(network, 1);
        List<float[]> images = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            images.add(values(i, 3 * 256, 1, 0));
        }
        byte[] floats = OnnxFile.bytes(network, weights, classes(10), NONE, "test");
        byte[] eight = OnnxFile.eightBits(network, weights, classes(10), NONE, "test", images);
        double largest = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        try (OnnxModel exact = OnnxModel.of(floats, 1);
                OnnxModel rounded = OnnxModel.of(eight, 1)) {
            for (float[] image : images) {
                float[] wanted = exact.run(image, 1)[0];
                float[] found = rounded.run(image, 1)[0];
                for (int c = 0; c < wanted.length; c++) {
                    largest = Math.max(largest, Math.abs(found[c] - wanted[c]));
                    least = Math.min(least, wanted[c]);
                    most = Math.max(most, wanted[c]);
                }
            }
            assertThat(rounded.classes()).isEqualTo(exact.classes());
        }
        assertThat(largest).isPositive().isLessThan(0.1 * (most - least));
        assertThat(new String(eight, StandardCharsets.ISO_8859_1)).contains("QuantizeLinear");
    }

    @Test
    void whatIsNoFileOfNarsilsIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a network");
        assertThatThrownBy(() -> OnnxModel.open(text, 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this is no sound ONNX file");
        assertThatThrownBy(() -> OnnxModel.open(folder.resolve("none.onnx"), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aFileOfAnotherVersionIsRefused() throws Exception {
        Network network = TimmVariant.get("mobilenetv3-small");
        byte[] bytes = OnnxFile.bytes(network, weights(network, 1), classes(network.classes()), NONE, "test");
        String other = new String(bytes, StandardCharsets.ISO_8859_1).replace("network/1", "network/7");
        Path file = Files.write(folder.resolve("other.onnx"), other.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> OnnxModel.open(file, 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is of the version \"network/7\", not \"network/1\"");
    }

    /**
     * How far the order of sums, which differs between processors, may move a logit: a sum of n terms in 32 bits has a relative
     * error of about sqrt(n) 2^-24, those of the layers are independent, and 6 deviations are never left. Besides, golden logits
     * have six decimals.
     */
    private static float rounding(Map<String, float[]> weights, Network network, float[] logits) {
        return rounding(weights, WeightShapes.of(network), logits);
    }

    static float rounding(Map<String, float[]> weights, Map<String, List<Long>> shapes, float[] logits) {
        long terms = shapes.entrySet().stream()
                .filter(e -> e.getValue().size() > 1)
                .mapToLong(e -> weights.get(e.getKey()).length / e.getValue().get(0))
                .sum();
        double mean = 0;
        double square = 0;
        for (float logit : logits) {
            mean += logit / logits.length;
            square += (double) logit * logit / logits.length;
        }
        return (float) (6 * Math.sqrt((double) terms) * 0x1p-24 * Math.sqrt(square - mean * mean) + 0.5e-6);
    }

    /** Its weights would not fit into an array, and their number not into an int. */
    @Test
    void aNetworkOfMoreWeightsThanAFileMayHaveIsRefusedBeforeAnyIsMade() {
        Network network = NetworkFile.parse("huge.yaml", """
                narsil: architecture/2
                name: huge
                input: {channels: 1, resolution: 8}
                classes: 2
                backbone:
                  stage1:
                    - {block: conv, kernel: 3, channels: 1048576, stride: 2}
                    - {block: conv, kernel: 1, channels: 1048576}
                head:
                  - {block: classifier}
                """);
        assertThatThrownBy(() -> Untrained.onnx(network))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "huge: its 1.10e+12 weights are more than an ONNX file may have on this machine");
    }
}
