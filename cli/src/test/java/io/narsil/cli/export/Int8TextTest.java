package io.narsil.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.export.Int8Worth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8TextTest {
    private static final String FLOATS = " Maybe deploy the file in 32 bits, or time both on the device.";

    private static String text(double accuracy, double milliseconds, int bytes) {
        return Int8Text.of(new Int8Worth(200, 2000, accuracy, 0.85, milliseconds, 0.5, bytes, 700 * 1024));
    }

    @Test
    void accuracyTimeAndSizeStandBesideThoseOfFloats() {
        assertThat(text(0.848, 0.25, 254 * 1024))
                .startsWith(
                        "8 bits, calibrated on 200 training images: 84.80 % of 2,000 test images right (95 % interval:"
                                + " 83.2 to 86.3; 32 bits: 85.00 %), 0.250 ms (0.500 ms), 254 KB (700 KB)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.85, 0.4, 100000, 'faster here and no less accurate.', false",
        "0.86, 0.4, 100000, 'faster here and no less accurate.', false",
        "0.84, 0.4, 100000, 'faster here but less accurate.', false",
        "0.84, 0.4, 900000, 'faster here but less accurate, and the file is no smaller.', false",
        "0.85, 0.4, 900000, 'faster here and no less accurate, and the file is no smaller.', false",
        "0.85, 0.6, 100000, 'slower here and no less accurate: they save space alone.', true",
        "0.84, 0.6, 100000, 'slower here and less accurate: they save space alone.', true",
        "0.85, 0.6, 900000, 'slower here and no less accurate, and the file is no smaller: nothing is gained.', true",
        "0.84, 0.5, 900000, 'slower here and less accurate, and the file is no smaller: nothing is gained.', true",
    })
    void eachCombinationHasItsSentence(double accuracy, double ms, int bytes, String sentence, boolean floats) {
        assertThat(text(accuracy, ms, bytes)).endsWith("\n8 bits are " + sentence + (floats ? FLOATS : ""));
    }
}
