package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionIntervalsTest {
    private static final int IMAGES = 12;

    /** Counting an image twice is the same as judging a set that holds it twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aResampleIsJudgedAsTheSetThatItIs(long seed) {
        Scene scene = Scene.of(seed, IMAGES, 4);
        List<ClassMatches> matches = Detections.matches(4, scene.truth(), scene.found());
        RandomGenerator random = new Seeds(seed).stream("draws", 0);
        for (int resample = 0; resample < 20; resample++) {
            int[] drawn = IntStream.range(0, IMAGES)
                    .map(i -> random.nextInt(IMAGES))
                    .sorted()
                    .toArray();
            int[] times = new int[IMAGES];
            for (int image : drawn) {
                times[image]++;
            }
            DetectionScores whole = scene.images(drawn).match().scores();
            MeanPrecision counted = MeanPrecision.of(matches, AreaRange.ALL, times);
            String drawing = "seed " + seed + ", images " + Arrays.toString(drawn);
            assertThat(counted.overall().getAsDouble())
                    .as(drawing)
                    .isCloseTo(whole.ap().getAsDouble(), within(1e-12));
            assertThat(counted.at(Strictness.HALF).getAsDouble())
                    .as(drawing)
                    .isCloseTo(whole.ap50().getAsDouble(), within(1e-12));
        }
    }

    @Test
    void sameSeedSameInterval() {
        Detections detections = Scene.of(1, 30, 3).match();
        DetectionIntervals first = detections.intervals(new Seeds(7));
        assertThat(detections.intervals(new Seeds(7))).isEqualTo(first);
        assertThat(detections.intervals(new Seeds(8))).isNotEqualTo(first);
        assertThat(first.ap().get().low()).isGreaterThan(0);
        assertThat(first.ap50().get().high()).isLessThan(1);
    }

    /** Four times the images, half the width. */
    @Test
    void moreImagesAreSurer() {
        ScoreInterval few = Scene.of(3, 50, 2).match().intervals(new Seeds(0)).ap().get();
        ScoreInterval many = Scene.of(3, 200, 2).match().intervals(new Seeds(0)).ap().get();
        assertThat((few.high() - few.low()) / (many.high() - many.low())).isBetween(1.5, 2.7);
    }

    /** Of many sets of images, the figure of all images lies in most intervals. */
    @Test
    void intervalsHoldTheFigureOfAllImages() {
        Scene all = Scene.of(4, 1000, 2);
        double real = all.match().scores().ap().getAsDouble();
        int inside = 0;
        for (int part = 0; part < 20; part++) {
            int from = part * 50;
            Scene sample = all.images(IntStream.range(from, from + 50).toArray());
            ScoreInterval interval = sample.match().intervals(new Seeds(part)).ap().get();
            inside += interval.low() <= real && real <= interval.high() ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(16);
    }

    @Test
    void oneImageHasNoSpread() {
        Scene scene = Scene.of(6, 1, 2);
        ScoreInterval interval = scene.match().intervals(new Seeds(0)).ap().get();
        double ap = scene.match().scores().ap().getAsDouble();
        assertThat(interval).isEqualTo(new ScoreInterval(ap, ap));
    }

    /** numpy.quantile(values, [.025, .975]) of 0, 1, ... 1000 is 25 and 975; of 0, 10, 20 it is .5 and 19.5. */
    @Test
    void endsAreQuantiles() {
        ScoreInterval wide = ScoreInterval.of(
                IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1000 - i).toArray());
        assertThat(wide.low()).isCloseTo(25, within(1e-9));
        assertThat(wide.high()).isCloseTo(975, within(1e-9));
        ScoreInterval three = ScoreInterval.of(new double[] {20, 0, 10});
        assertThat(three.low()).isCloseTo(0.5, within(1e-9));
        assertThat(three.high()).isCloseTo(19.5, within(1e-9));
    }
}
