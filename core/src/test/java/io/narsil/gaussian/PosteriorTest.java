package io.narsil.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final int[] PARAMETER_OF = {0, 1, 2};
    private static final int OBSERVED = 150;

    private static Points points(int count, int stream) {
        RandomGenerator random = new Seeds(8).stream("points", stream);
        List<double[]> choices = new ArrayList<>();
        List<double[]> statistics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Some are nothing, as the corners of a simplex are.
            choices.add(new double[] {random.nextDouble(), random.nextInt(2), random.nextDouble()});
            statistics.add(new double[] {random.nextGaussian(), random.nextGaussian()});
        }
        return Points.of(choices, statistics);
    }

    private static GaussianProcess process() {
        Points observed = points(OBSERVED, 0);
        double[] targets = IntStream.range(0, OBSERVED)
                .mapToDouble(i -> observed.choices()[3 * i] + observed.statistics()[2 * i])
                .toArray();
        return new GaussianProcess(
                PARAMETER_OF,
                observed,
                Targets.of(targets),
                Kernel.of(PARAMETER_OF, observed).priorMean());
    }

    @Test
    void noLimitIsBelowWhatItBoundsAndAllAreAboveForSomePoints() {
        Posterior posterior = process().posterior(points(300, 1));
        int loose = 0;
        for (int i = 0; i < 300; i++) {
            double limit = posterior.deviationLimit(i);
            double deviation = posterior.deviation(i);
            assertThat(limit).as("point %d", i).isGreaterThanOrEqualTo(deviation);
            loose += limit > deviation ? 1 : 0;
        }
        assertThat(loose).as("limits that look at some observations only").isGreaterThan(200);
    }

    /** Together or one by one, before or after fantasies: the same bits. */
    @Test
    void theOrderOfQuestionsChangesNothing() {
        Points x = points(200, 1);
        Posterior together = process().posterior(x);
        Posterior single = process().posterior(x);
        together.refine(IntStream.range(0, 100).toArray());
        for (int fantasy : new int[] {3, 120, 64, 3}) {
            together.fantasize(fantasy);
            single.fantasize(fantasy);
        }
        together.refine(IntStream.range(0, 200).toArray());
        for (int i = 199; i >= 0; i--) {
            assertThat(single.deviation(i)).as("point %d", i).isEqualTo(together.deviation(i));
            assertThat(single.mean(i)).isEqualTo(together.mean(i));
        }
    }

    /** A fantasy is a measurement as far as standard deviations go. */
    @Test
    void aFantasyMakesSureLikeAnObservation() {
        Points x = points(60, 1);
        Points observed = points(40, 0);
        double[] logarithms = Kernel.of(PARAMETER_OF, observed).priorMean();
        List<double[]> choices = new ArrayList<>();
        List<double[]> statistics = new ArrayList<>();
        double[] targets = new double[41];
        for (int i = 0; i < 40; i++) {
            add(observed, i, choices, statistics);
            targets[i] = i % 3;
        }
        Posterior before = new GaussianProcess(
                        PARAMETER_OF,
                        Points.of(choices, statistics),
                        Targets.of(
                                IntStream.range(0, 40).mapToDouble(i -> i % 3).toArray()),
                        logarithms)
                .posterior(x);
        before.fantasize(7);
        add(x, 7, choices, statistics);
        Posterior measured = new GaussianProcess(
                        PARAMETER_OF, Points.of(choices, statistics), Targets.of(targets), logarithms)
                .posterior(x);
        // Targets are standardised by their own spread, which one more of them changes.
        double scale = before.deviation(0) / measured.deviation(0);
        for (int i = 0; i < 60; i++) {
            assertThat(before.deviation(i)).isCloseTo(scale * measured.deviation(i), within(1e-9));
        }
    }

    private static void add(Points from, int i, List<double[]> choices, List<double[]> statistics) {
        choices.add(Arrays.copyOfRange(from.choices(), 3 * i, 3 * i + 3));
        statistics.add(Arrays.copyOfRange(from.statistics(), 2 * i, 2 * i + 2));
    }
}
