package io.narsil.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every operation, at several levels, gives the bytes that torchvision gives; tools/augmentations.py made the file. */
class OperationTest {
    @ParameterizedTest(name = "{0} {1}, {2} channels")
    @CsvFileSource(resources = "operations.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void equalsTorchvision(String name, double level, int channels, String before, String after) {
        String constant = name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
        int size = (int) Math.sqrt(before.length() / 2.0 / channels);
        Picture picture = new Picture(HexFormat.of().parseHex(before), size, channels);
        byte[] changed = Operation.valueOf(constant).apply(picture, level).pixels();
        assertThat(HexFormat.of().formatHex(changed)).isEqualTo(after);
        assertThat(HexFormat.of().formatHex(picture.pixels()))
                .as("the picture that was given")
                .isEqualTo(before);
    }
}
