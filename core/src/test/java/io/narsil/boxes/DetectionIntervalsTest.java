package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.ArrayList;
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
        ScoreInterval few =
                Scene.of(3, 50, 2).match().intervals(new Seeds(0)).ap().get();
        ScoreInterval many =
                Scene.of(3, 200, 2).match().intervals(new Seeds(0)).ap().get();
        assertThat((few.high() - few.low()) / (many.high() - many.low())).isBetween(1.5, 2.7);
    }

    /** Of many sets of images, the mean figure lies in most intervals; plain percentiles of resamples lie too high. */
    @Test
    void intervalsHoldTheMeanFigureOfSetsOfTheirSize() {
        Scene all = Scene.of(4, 1500, 10);
        double mean = 0;
        List<ScoreInterval> intervals = new ArrayList<>();
        for (int part = 0; part < 30; part++) {
            Detections sample = all.images(
                            IntStream.range(part * 50, part * 50 + 50).toArray())
                    .match();
            mean += sample.scores().ap().getAsDouble() / 30;
            intervals.add(sample.intervals(new Seeds(part)).ap().get());
        }
        int inside = 0;
        for (ScoreInterval interval : intervals) {
            inside += interval.low() <= mean && mean <= interval.high() ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(27);
    }

    @Test
    void oneImageHasNoSpread() {
        Scene scene = Scene.of(6, 1, 2);
        ScoreInterval interval = scene.match().intervals(new Seeds(0)).ap().get();
        double ap = scene.match().scores().ap().getAsDouble();
        holds(interval, ap, ap);
    }

    /** Of 0, .001, ... 1, numpy.quantile(values, [.025, .975]) is .025 and .975; of 0, .1, .2 it is .005 and .195. */
    @Test
    void endsAreQuantilesOfResamplesAroundTheFigure() {
        double[] values =
                IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1 - i / 1000.0).toArray();
        holds(ScoreInterval.of(0.5, values), 0.025, 0.975);
        holds(ScoreInterval.of(0.48, values), 0.005, 0.955);
        holds(ScoreInterval.of(0.1, new double[] {0.2, 0, 0.1}), 0.005, 0.195);
        holds(ScoreInterval.of(0.6, new double[] {0.2, 0, 0.1}), 0.505, 0.695);
    }

    @Test
    void endsStayBetweenZeroAndOneAndAroundTheFigure() {
        double[] values = {0.1, 0.5, 0.9};
        assertThat(ScoreInterval.of(0.95, values).high()).isEqualTo(1);
        assertThat(ScoreInterval.of(0.05, values).low()).isEqualTo(0);
        holds(ScoreInterval.of(0.3, new double[] {0.3, 0.3, 0.3}), 0.3, 0.3);
        assertThat(ScoreInterval.of(1, new double[] {1, 1})).isEqualTo(new ScoreInterval(1, 1));
    }

    private static void holds(ScoreInterval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }
}
