package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HexFormat;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Values of {@code tools/golden_fits.py}: a network is trained on what it gets where it works. */
class ResizeTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "resized.csv", numLinesToSkip = 1, maxCharsPerColumn = 100_000)
    void imagesAreScaledAsPillowScalesThem(int channels, int size, int side, String image, String planes) {
        byte[] pixels = HexFormat.of().parseHex(image);
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xFF;
        }
        double[] wanted = Arrays.stream(planes.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        try (PointerScope scope = new PointerScope()) {
            // As batches lie in memory: channels last.
            Tensor batch = torch.tensor(values).view(1, size, size, channels).permute(0, 3, 1, 2);

            float[] found = Floats.of(Resize.square(batch, side));

            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) found[i]).as("value " + i).isCloseTo(wanted[i], within(1e-3));
            }
        }
    }
}
