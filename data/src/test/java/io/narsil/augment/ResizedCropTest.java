package io.narsil.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of {@code tools/golden_fits.py}. */
class ResizedCropTest {
    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @CsvFileSource(resources = "windows.csv", numLinesToSkip = 1, maxCharsPerColumn = 1_000_000)
    void aWindowIsScaledAsPillowScalesIt(
            int channels, int top, int left, int height, int width, String image, String expected) {
        Picture picture = new Picture(HexFormat.of().parseHex(image), 12, channels);
        byte[] found = new Window(top, left, height, width).apply(picture).pixels();
        byte[] wanted = HexFormat.of().parseHex(expected);
        for (int i = 0; i < wanted.length; i++) {
            // Pillow rounds after each of its two passes.
            assertThat(found[i] & 0xFF).as("value " + i).isCloseTo(wanted[i] & 0xFF, within(1));
        }
        assertThat(HexFormat.of().formatHex(picture.pixels()))
                .as("the picture that was given")
                .isEqualTo(image);
    }

    /** Smaller and larger than the window, and both where it is no square. */
    @ParameterizedTest
    @CsvFileSource(resources = "scaled-windows.csv", numLinesToSkip = 1, maxCharsPerColumn = 1_000_000)
    void aWindowIsScaledToAnotherSizeAtOnce(
            int channels, int top, int left, int height, int width, int side, String image, String expected) {
        Picture picture = new Picture(HexFormat.of().parseHex(image), 12, channels);
        ScaledWindow window = new ScaledWindow(new Window(top, left, height, width), side);
        byte[] found = window.apply(picture).pixels();
        byte[] wanted = HexFormat.of().parseHex(expected);
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i] & 0xFF).as("value " + i).isCloseTo(wanted[i] & 0xFF, within(1));
        }
        assertThat(window.placement(12).across().forward(left + width)).isCloseTo(side, within(1e-9));
        assertThat(window.placement(12).down().forward(top)).isCloseTo(0, within(1e-9));
    }

    @Test
    void oneSeedHasTheSameWindowsAtEverySize() {
        ResizedCrop crop = new ResizedCrop(0.35);
        for (int i = 0; i < 100; i++) {
            Window window = crop.window(32, random(i));
            assertThat(crop.to(20).draw(32, random(i))).isEqualTo(new ScaledWindow(window, 20));
            assertThat(crop.to(32).draw(32, random(i))).isEqualTo(window);
            assertThat(crop.draw(32, random(i))).isEqualTo(window);
        }
    }

    /** The figures of torchvision's draws: quantiles of shares and ratios, means, and where windows lie. */
    @ParameterizedTest
    @CsvFileSource(resources = "window-draws.csv", numLinesToSkip = 1)
    void windowsAreDrawnAsTorchvisionDrawsThem(
            int size,
            double smallest,
            double share10,
            double share50,
            double share90,
            double ratio10,
            double ratio50,
            double ratio90,
            double share,
            double ratioDeviation,
            double whole,
            double place,
            double placeDeviation) {
        List<Window> windows = windows(size, smallest);
        double[] shares = windows.stream()
                .mapToDouble(w -> (double) w.height() * w.width() / size / size)
                .sorted()
                .toArray();
        double[] ratios = windows.stream()
                .mapToDouble(w -> Math.log((double) w.width() / w.height()))
                .sorted()
                .toArray();
        assertThat(quantiles(shares)).containsExactly(new double[] {share10, share50, share90}, within(0.015));
        assertThat(quantiles(ratios)).containsExactly(new double[] {ratio10, ratio50, ratio90}, within(0.015));
        assertThat(mean(shares)).isCloseTo(share, within(0.01));
        assertThat(deviation(ratios)).isCloseTo(ratioDeviation, within(0.01));
        assertThat(mean(windows.stream()
                        .mapToDouble(w -> w.height() == size && w.width() == size ? 1 : 0)
                        .toArray()))
                .isCloseTo(whole, within(0.015));
        double[] places = windows.stream()
                .filter(w -> w.height() + w.width() < 2 * size)
                .mapToDouble(w -> (double) (w.top() + w.left()) / (2 * size - w.height() - w.width()))
                .toArray();
        assertThat(mean(places)).isCloseTo(place, within(0.015));
        assertThat(deviation(places)).isCloseTo(placeDeviation, within(0.015));
    }

    /** Of very small images and very small shares, too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 160})
    void windowsLieWithinTheImage(int size) {
        for (double smallest : new double[] {1e-9, 0.5, 1}) {
            assertThat(windows(size, smallest))
                    .allMatch(w -> w.height() > 0 && w.width() > 0 && w.top() >= 0 && w.left() >= 0)
                    .allMatch(w -> w.top() + w.height() <= size && w.left() + w.width() <= size);
        }
    }

    @Test
    void theSameChanceIsTheSamePicture() {
        byte[] pixels = new byte[32 * 32 * 3];
        random(3).nextBytes(pixels);
        Picture picture = new Picture(pixels, 32, 3);
        ResizedCrop crop = new ResizedCrop(0.35);
        byte[] first = crop.vary(picture, random(1)).pixels();
        assertThat(crop.vary(picture, random(1)).pixels()).isEqualTo(first);
        assertThat(crop.vary(picture, random(2)).pixels()).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(pixels);
    }

    @Test
    void aPlainPictureStaysPlain() {
        for (int value : new int[] {0, 1, 114, 254, 255}) {
            byte[] plain = new byte[17 * 17];
            Arrays.fill(plain, (byte) value);
            Picture picture = new Picture(plain, 17, 1);
            for (int side : new int[] {3, 12, 17, 23}) {
                Picture window = new ResizedCrop(0.1).to(side).vary(picture, random(4));
                assertThat(window.pixels()).hasSize(side * side).containsOnly(value);
            }
        }
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new ResizedCrop(share)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Window> windows(int size, double smallest) {
        RandomGenerator random = random(5);
        ResizedCrop crop = new ResizedCrop(smallest);
        return Stream.generate(() -> crop.window(size, random)).limit(DRAWS).toList();
    }

    private static RandomGenerator random(int index) {
        return new Seeds(7).stream("window", index);
    }

    private static double[] quantiles(double[] sorted) {
        return new double[] {
            sorted[sorted.length / 10], sorted[sorted.length / 2], sorted[sorted.length * 9 / 10],
        };
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
