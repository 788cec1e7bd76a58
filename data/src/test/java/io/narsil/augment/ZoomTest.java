package io.narsil.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.task.Fit;
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
class ZoomTest {
    @ParameterizedTest
    @CsvFileSource(resources = "reductions.csv", numLinesToSkip = 1, maxCharsPerColumn = 1_000_000)
    void aSmallerPictureIsScaledAsOpenCvScalesIt(
            int channels, int top, int left, int side, String image, String expected) {
        Picture picture = new Picture(HexFormat.of().parseHex(image), 12, channels);
        byte[] found = new Reduction(top, left, side).apply(picture).pixels();
        byte[] wanted = HexFormat.of().parseHex(expected);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i] & 0xFF).as("value " + i).isCloseTo(wanted[i] & 0xFF, within(1));
        }
        assertThat(HexFormat.of().formatHex(picture.pixels()))
                .as("the picture that was given")
                .isEqualTo(image);
    }

    private static RandomGenerator random(int index) {
        return new Seeds(7).stream("zoom", index);
    }

    private static double factor(Reframing drawn, int size) {
        return drawn.placement(size).across().scale();
    }

    @Test
    void factorsAreUniformAndPlacesAreAnywhere() {
        RandomGenerator random = random(0);
        Zoom zoom = new Zoom(0.5, 1.5);
        List<Reframing> drawn =
                Stream.generate(() -> zoom.draw(160, random)).limit(20_000).toList();
        double[] factors =
                drawn.stream().mapToDouble(r -> factor(r, 160)).sorted().toArray();
        for (int percent = 10; percent < 100; percent += 10) {
            assertThat(factors[200 * percent]).isCloseTo(0.5 + percent / 100.0, within(0.02));
        }
        double[] places = drawn.stream()
                .filter(r -> factor(r, 160) < 0.9)
                .mapToDouble(r -> r.placement(160).across().shift() / (160 * (1 - factor(r, 160))))
                .sorted()
                .toArray();
        assertThat(places[0]).isBetween(0.0, 0.01);
        assertThat(places[places.length / 2]).isCloseTo(0.5, within(0.02));
        assertThat(places[places.length - 1]).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31})
    void aPlainPictureStaysPlainWhereItIs(int size) {
        byte[] plain = new byte[3 * size * size];
        Arrays.fill(plain, (byte) 200);
        for (int i = 0; i < 200; i++) {
            Picture picture = new Picture(plain, size, 3);
            Reframing drawn = new Zoom(0.5, 10).draw(size, random(i));
            Picture zoomed = new Zoom(0.5, 10).vary(picture, random(i));
            assertThat(zoomed.pixels()).isEqualTo(drawn.apply(picture).pixels());
            double shown = (drawn.placement(size).across().last()
                            - drawn.placement(size).across().first())
                    * (drawn.placement(size).down().last()
                            - drawn.placement(size).down().first());
            int white = 0;
            for (byte value : zoomed.pixels()) {
                white += (value & 0xFF) == 200 ? 1 : 0;
                assertThat(value).isIn((byte) 200, (byte) Fit.GREY);
            }
            assertThat(white).as("index " + i).isEqualTo(((int) shown) * 3);
        }
    }

    @Test
    void factorsThatAreNoneAreRefused() {
        for (double[] bounds : new double[][] {{0.49, 1}, {1.2, 1.1}, {1, 11}, {Double.NaN, 1}, {1, Double.NaN}}) {
            assertThatThrownBy(() -> new Zoom(bounds[0], bounds[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0.5 to 10.0");
        }
    }
}
