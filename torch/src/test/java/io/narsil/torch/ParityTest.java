package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Network;
import io.narsil.network.TimmVariant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader that trains computes what timm's and torchvision's networks compute with the same weights.
 *
 * <p>Golden logits come from {@code tools/golden_networks.py}; weights and image from one formula on both sides.
 */
class ParityTest {
    /** The golden logits have six decimals. */
    private static final double GOLDEN_ROUNDING = 0.5e-6;

    /** One row of the golden file. */
    record Golden(String name, int resolution, double gain, double[] logits) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> golden() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ParityTest.class.getResourceAsStream("golden-logits.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> {
                        List<String> cells = List.of(line.split(",", -1));
                        return new Golden(
                                cells.get(0),
                                Integer.parseInt(cells.get(1)),
                                Double.parseDouble(cells.get(2)),
                                cells.subList(3, cells.size()).stream()
                                        .mapToDouble(Double::parseDouble)
                                        .toArray());
                    })
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void logitsEqualThoseOfOtherImplementations(Golden golden) {
        Network network = TimmVariant.get(golden.name());
        Weights weights = new Weights(Layout.of(network), TorchDevice.CPU);
        fill(weights, golden.gain());
        int size = golden.resolution();
        float[] image = values(999, 3 * size * size, 4, 0);
        float[] logits = new float[network.classes()];
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor x = torch.from_blob(new org.bytedeco.javacpp.FloatPointer(image), 1, 3, size, size);
            TorchReader reader = TorchReader.evaluation(weights, Folded.of(network, weights));
            Tensor y = network.accept(reader, x.contiguous(torch.MemoryFormat.ChannelsLast));
            new org.bytedeco.javacpp.FloatPointer(y.contiguous().data_ptr_float()).get(logits);
        }
        assertThat(golden.logits()).hasSize(logits.length);
        double worst = 0;
        for (int i = 0; i < logits.length; i++) {
            worst = Math.max(worst, Math.abs(logits[i] - golden.logits()[i]));
        }
        double mean = Arrays.stream(golden.logits()).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(golden.logits())
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        // Logits that hardly differ would prove nothing.
        assertThat(spread).isGreaterThan(0.1);
        // One sum of each convolution and linear layer has as many terms as a filter has weights.
        long terms = weights.layout().slots().stream()
                .filter(s -> s.role() == Layout.Role.WEIGHT)
                .mapToLong(s -> s.size() / s.shape()[0])
                .sum();
        assertThat(worst)
                .as("largest difference of %s", golden.name())
                .isLessThan(spread * Rounding.chain(terms, Rounding.FLOAT) + GOLDEN_ROUNDING);
    }

    static void fill(Weights weights, double gain) {
        int number = 0;
        for (Layout.Slot slot : weights.layout().slots()) {
            int size = (int) slot.size();
            boolean norm = slot.name().contains("bn");
            String kind = slot.name().substring(slot.name().lastIndexOf('.') + 1);
            int count = number++;
            weights.load(
                    slot,
                    switch (kind) {
                        case "weight" ->
                            norm
                                    ? values(count, size, 0.2, 1)
                                    : values(count, size, Math.sqrt(12 * gain / ((double) size / slot.shape()[0])), 0);
                        case "bias", "running_mean" -> values(count, size, 0.2, 0);
                        case "running_var" -> values(count, size, 0.4, 1);
                        default -> throw new IllegalStateException(slot.name());
                    });
        }
    }

    /** Evenly spread over {@code shift} ± {@code scale / 2}: a hash of (number of the array, index). */
    static float[] values(int number, int size, double scale, double shift) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            int x = (int) (i * 2654435761L + number * 2246822519L + 374761393L);
            x ^= x >>> 15;
            x *= (int) 2246822519L;
            x ^= x >>> 13;
            float even = (float) (Integer.toUnsignedLong(x) / 0x1p32 - 0.5);
            values[i] = even * (float) scale + (float) shift;
        }
        return values;
    }
}
