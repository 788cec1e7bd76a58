package io.narsil.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final int[] PARAMETER_OF = {0, 1, 2};

    private record Sample(Points points, Targets targets) {}

    private static Sample sample(int count, int statistics, long seed) {
        RandomGenerator random = new Seeds(seed).stream("points", 0);
        List<double[]> choices = new ArrayList<>();
        List<double[]> known = new ArrayList<>();
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            double[] c = random.doubles(3).toArray();
            double[] s = new double[statistics];
            Arrays.setAll(s, k -> random.nextGaussian());
            choices.add(c);
            known.add(s);
            targets[i] = StrictMath.sin(4 * c[0]) + (statistics > 0 ? s[0] : 0) + 0.01 * random.nextGaussian();
        }
        return new Sample(Points.of(choices, known), Targets.of(targets));
    }

    /** Means and deviations of scikit-learn's process with the same kernel (tools/gaussian_process.py). */
    @Test
    void itEqualsAnIndependentImplementation() throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GaussianProcessTest.class.getResourceAsStream("golden.csv"), StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(l -> !l.startsWith("#"))
                    .forEach(l -> rows.add(Arrays.stream(l.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray()));
        }
        List<double[]> observed = rows.subList(0, 12);
        List<double[]> fresh = rows.subList(12, rows.size());
        double[] logarithms = new double[8];
        logarithms[Kernel.CHOICES] = Math.log(0.8);
        logarithms[Kernel.SMOOTH] = Math.log(0.5);
        logarithms[Kernel.LINEAR] = Math.log(0.3);
        logarithms[Kernel.NOISE] = Math.log(0.05);
        logarithms[Kernel.LENGTH_STATISTICS] = Math.log(1.5);
        logarithms[Kernel.LENGTHS] = Math.log(0.7);
        logarithms[Kernel.LENGTHS + 1] = Math.log(1.3);
        logarithms[Kernel.LENGTHS + 2] = Math.log(2.0);
        GaussianProcess process = new GaussianProcess(
                PARAMETER_OF,
                points(observed),
                Targets.of(observed.stream().mapToDouble(r -> r[7]).toArray()),
                logarithms);
        Posterior posterior = process.posterior(points(fresh));
        double[] means = process.means(points(fresh));
        for (int i = 0; i < fresh.size(); i++) {
            // Narsil's least noise of a millionth is not in the golden values.
            assertThat(posterior.mean(i)).as("mean %d", i).isCloseTo(fresh.get(i)[7], within(1e-5));
            assertThat(means[i]).isEqualTo(posterior.mean(i));
            assertThat(posterior.measured(i)).as("deviation %d", i).isCloseTo(fresh.get(i)[8], within(1e-5));
        }
    }

    private static Points points(List<double[]> rows) {
        return Points.of(
                rows.stream().map(r -> Arrays.copyOfRange(r, 0, 3)).toList(),
                rows.stream().map(r -> Arrays.copyOfRange(r, 3, 7)).toList());
    }

    @Test
    void theGradientOfTheMarginalLikelihoodEqualsFiniteDifferences() {
        Sample sample = sample(9, 4, 3);
        double[] variances = IntStream.range(0, 9).mapToDouble(i -> 0.1 * i).toArray();
        gradient(sample.points(), sample.targets());
        gradient(sample.points(), new Targets(sample.targets().values(), variances));
    }

    private static void gradient(Points points, Targets targets) {
        Kernel kernel = Kernel.of(PARAMETER_OF, points);
        MarginalLikelihood likelihood = new MarginalLikelihood(kernel, points, targets);
        double[] at = kernel.priorMean();
        Arrays.setAll(at, i -> at[i] + 0.1 * (i - 3));
        double[] gradient = new double[at.length];
        likelihood.at(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double difference =
                    (likelihood.at(up, new double[at.length]) - likelihood.at(down, new double[at.length])) / 2e-5;
            assertThat(gradient[i]).as("seed 3, hyperparameter %d", i).isCloseTo(difference, within(1e-5));
        }
    }

    @Test
    void tunedItKnowsWhatItHasNotSeenAndHowWell() {
        Sample sample = sample(40, 4, 1);
        GaussianProcess.Tuned tuned = GaussianProcess.tune(PARAMETER_OF, sample.points(), sample.targets());
        Sample fresh = sample(500, 4, 2);
        Posterior posterior = new GaussianProcess(PARAMETER_OF, sample.points(), sample.targets(), tuned.logarithms())
                .posterior(fresh.points());
        int inside = 0;
        double squares = 0;
        for (int i = 0; i < 500; i++) {
            double miss = Math.abs(posterior.mean(i) - fresh.targets().values()[i]);
            inside += miss < 2 * posterior.measured(i) ? 1 : 0;
            squares += miss * miss;
        }
        assertThat(inside).as("seeds 1 and 2: of 500 inside two deviations").isBetween(400, 499);
        assertThat(Math.sqrt(squares / 500)).isLessThan(0.4);
    }

    /** A known variance of all measurements is the noise that would otherwise have to be learned. */
    @Test
    void variancesThatAreKnownAreNoise() {
        Sample sample = sample(20, 4, 7);
        double[] values = sample.targets().values();
        double square = sample.targets().deviation() * sample.targets().deviation();
        double[] variances = new double[20];
        Arrays.fill(variances, 0.3 * square);
        double[] logarithms = Kernel.of(PARAMETER_OF, sample.points()).priorMean();
        double[] noisier = logarithms.clone();
        noisier[Kernel.NOISE] = StrictMath.log(StrictMath.exp(logarithms[Kernel.NOISE]) + 0.3);
        Points fresh = sample(30, 4, 8).points();
        Posterior known = new GaussianProcess(PARAMETER_OF, sample.points(), new Targets(values, variances), logarithms)
                .posterior(fresh);
        Posterior learned =
                new GaussianProcess(PARAMETER_OF, sample.points(), sample.targets(), noisier).posterior(fresh);
        known.fantasize(3);
        learned.fantasize(3);
        for (int i = 0; i < 30; i++) {
            assertThat(known.mean(i)).isCloseTo(learned.mean(i), within(1e-9));
            assertThat(known.deviation(i)).isCloseTo(learned.deviation(i), within(1e-9));
            assertThat(known.measured(i)).isCloseTo(learned.measured(i), within(1e-9));
        }
    }

    /** What is known to be measured badly hardly moves what its neighbours say. */
    @Test
    void aBadMeasurementCountsLess() {
        Sample sample = sample(40, 0, 9);
        double[] logarithms = GaussianProcess.tune(PARAMETER_OF, sample.points(), sample.targets())
                .logarithms();
        double[] values = sample.targets().values().clone();
        double truth = values[5];
        values[5] += 3;
        double[] variances = new double[40];
        variances[5] = 9;
        double misled = new GaussianProcess(PARAMETER_OF, sample.points(), Targets.of(values), logarithms)
                .posterior(sample.points())
                .mean(5);
        double warned = new GaussianProcess(PARAMETER_OF, sample.points(), new Targets(values, variances), logarithms)
                .posterior(sample.points())
                .mean(5);
        assertThat(misled - truth).isGreaterThan(0.2);
        assertThat(Math.abs(warned - truth)).isLessThan(0.5 * (misled - truth));
    }

    @Test
    void aFantasyMakesItsLikeSurerAndChangesNoMean() {
        for (int statistics : new int[] {0, 4}) {
            Sample sample = sample(20, statistics, 4);
            double[] logarithms = GaussianProcess.tune(PARAMETER_OF, sample.points(), sample.targets())
                    .logarithms();
            Posterior posterior = new GaussianProcess(PARAMETER_OF, sample.points(), sample.targets(), logarithms)
                    .posterior(sample(150, statistics, 5).points());
            double[] before = new double[150];
            double[] means = new double[150];
            for (int i = 0; i < 150; i++) {
                before[i] = posterior.deviation(i);
                means[i] = posterior.mean(i);
            }
            posterior.fantasize(7);
            posterior.fantasize(90);
            for (int i = 0; i < 150; i++) {
                assertThat(posterior.deviation(i)).isLessThanOrEqualTo(before[i]);
                assertThat(posterior.mean(i)).isEqualTo(means[i]);
            }
            assertThat(posterior.deviation(7)).isLessThan(before[7]);
            // The noise of a measurement stays.
            assertThat(posterior.measured(7)).isPositive();
        }
    }

    @Test
    void ofVeryManyObservationsTheHighestAreKept() {
        Sample sample = sample(1200, 0, 6);
        double[] targets = sample.targets().values();
        double[] logarithms = GaussianProcess.tune(PARAMETER_OF, sample.points(), sample.targets())
                .logarithms();
        Posterior posterior = new GaussianProcess(PARAMETER_OF, sample.points(), sample.targets(), logarithms)
                .posterior(sample.points());
        int best = 0;
        for (int i = 0; i < targets.length; i++) {
            best = targets[i] > targets[best] ? i : best;
        }
        assertThat(posterior.mean(best)).isCloseTo(targets[best], within(0.1));
    }
}
