package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader that trains answers as the same detector in plain PyTorch does with the same weights. */
class DetectorParityTest {
    static List<GoldenDetector> golden() throws IOException {
        return GoldenDetector.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void answersEqualThoseOfAnotherImplementation(GoldenDetector golden) {
        Weights weights = new Weights(Layout.of(golden.detector()), TorchDevice.CPU);
        ParityTest.fill(weights, golden.gain());
        int size = golden.detector().input().height();
        float[] image = ParityTest.values(999, 3 * size * size, 4, 0);
        List<float[]> answers;
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor x = torch.from_blob(new FloatPointer(image), 1, 3, size, size);
            answers = golden
                    .detector()
                    .outputs(
                            TorchReader.evaluation(weights, Folded.of(golden.detector(), weights)),
                            x.contiguous(torch.MemoryFormat.ChannelsLast))
                    .stream()
                    .map(Floats::of)
                    .toList();
        }
        assertThat(answers).hasSameSizeAs(golden.answers());
        long terms = weights.layout().slots().stream()
                .filter(s -> s.role() == Layout.Role.WEIGHT)
                .mapToLong(s -> s.size() / s.shape()[0])
                .sum();
        for (int i = 0; i < answers.size(); i++) {
            double[] expected = golden.answers().get(i);
            float[] found = answers.get(i);
            assertThat(found).hasSameSizeAs(expected);
            double spread = spread(expected);
            // Answers that hardly differ would prove nothing.
            assertThat(spread).isGreaterThan(0.1);
            double worst = 0;
            for (int v = 0; v < found.length; v++) {
                worst = Math.max(worst, Math.abs(found[v] - expected[v]));
            }
            assertThat(worst)
                    .as("largest difference of answer %s", i)
                    .isLessThan(spread * Rounding.chain(terms, Rounding.FLOAT) + GoldenDetector.ROUNDING);
        }
    }

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
