package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TensorFlow's padding of a pool, counted by hand; that of convolutions is in the golden logits of OnnxTest. */
class SamePaddingTest {
    private static final Preparation NONE = new Preparation(List.of(0.0), List.of(1.0), false);

    private static Network network(int size) {
        return NetworkFile.parse("n", """
                narsil: architecture/2
                input: {channels: 1, resolution: %d}
                classes: 1
                padding: same
                backbone:
                  stage1:
                    - {block: maxpool, kernel: 3, stride: 2}
                head:
                  - {block: classifier, bias: false}
                """.formatted(size));
    }

    /** With an even size the first window begins at the first pixel and the last ends one beyond the last. */
    private static double byHand(float[] image, int size) {
        int out = (size + 1) / 2;
        int first = size % 2 == 0 ? 0 : -1;
        double sum = 0;
        for (int row = 0; row < out; row++) {
            for (int column = 0; column < out; column++) {
                float largest = Float.NEGATIVE_INFINITY;
                for (int y = Math.max(0, first + 2 * row); y < Math.min(size, first + 2 * row + 3); y++) {
                    for (int x = Math.max(0, first + 2 * column); x < Math.min(size, first + 2 * column + 3); x++) {
                        largest = Math.max(largest, image[y * size + x]);
                    }
                }
                sum += largest;
            }
        }
        return sum / (out * out);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9})
    void thePoolStandsWhereTensorFlowPutsIt(int size) {
        Map<String, float[]> weights = Map.of("classifier.linear.weight", new float[] {1});
        byte[] bytes = OnnxFile.bytes(network(size), weights, List.of("one"), NONE, "test");
        // Below zero, so that a zero that is padded would be the largest.
        float[] image = SampleWeights.values(3, size * size, 1, -2);
        try (OnnxModel model = OnnxModel.of(bytes, 1)) {
            assertThat((double) model.run(image, 1)[0][0]).isCloseTo(byHand(image, size), within(1e-6));
        }
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("pads")
                .doesNotContain("auto_pad");
    }
}
