package io.narsil.latency.learned;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.latency.LatencyTerms;
import io.narsil.network.Trace;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.WholeLatency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Made-up devices, whose times are of known forms. */
class LearnedLatencyTest {
    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final RandomGenerator random = new Seeds(20261126).stream("learned", 0);

    private List<TimedCandidate> timed(int count, double noise, ToDoubleFunction<Candidate> device) {
        Set<Candidate> seen = new HashSet<>();
        List<TimedCandidate> timed = new ArrayList<>();
        while (timed.size() < count) {
            int[] genes = problem.space().random(random).genes();
            for (int i = 0; i < genes.length; i++) {
                Parameter parameter = problem.space().parameters().get(i);
                genes[i] = parameter.group() == Parameter.Group.RECIPE ? 0 : genes[i];
            }
            Candidate candidate = problem.space().candidate(genes);
            if (seen.add(candidate)) {
                timed.add(new TimedCandidate(
                        candidate, device.applyAsDouble(candidate) * (1 + noise * random.nextGaussian())));
            }
        }
        return timed;
    }

    private static double sum(Candidate candidate, double first, double step) {
        double sum = first;
        for (int i = 0; i < candidate.genes().length; i++) {
            if (candidate.space().parameters().get(i).group() == Parameter.Group.ARCHITECTURE) {
                sum += step * (i % 5 + 1) * (candidate.gene(i) * 7 % 3);
            }
        }
        return sum;
    }

    private static HeldOut of(LearnedLatency learned, LatencyKind kind) {
        return learned.tried().stream()
                .filter(h -> h.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void choicesThatAddUpAreLearnedByARegressionOnThem() {
        LearnedLatency learned = LearnedLatency.of(timed(150, 0.005, c -> sum(c, 1, 0.2)), problem);
        assertThat(learned.best().kind()).isIn(LatencyKind.CHOICES, LatencyKind.COSTS);
        assertThat(of(learned, LatencyKind.CHOICES).meanShare()).isLessThan(0.01);
        assertThat(learned.best().rankCorrelation()).isGreaterThan(0.99);
        assertThat(of(learned, LatencyKind.OPERATIONS).meanShare())
                .isGreaterThan(2 * learned.best().meanShare());
        assertThat(learned.best().meanMilliseconds()).isLessThan(learned.guessing() / 10);
    }

    @Test
    void choicesThatMultiplyAreLearnedByTheirLogarithm() {
        LearnedLatency learned = LearnedLatency.of(timed(150, 0.005, c -> StrictMath.exp(sum(c, 0, 0.1))), problem);
        assertThat(learned.best().kind()).isEqualTo(LatencyKind.FACTORS);
        assertThat(learned.best().meanShare()).isLessThan(0.01);
        assertThat(of(learned, LatencyKind.CHOICES).meanShare())
                .isGreaterThan(2 * learned.best().meanShare());
    }

    @Test
    void operationsThatAddUpAreLearnedByTheirSum() {
        LearnedLatency learned = LearnedLatency.of(
                timed(100, 0.01, c -> {
                    SortedMap<String, Double> terms = LatencyTerms.of(Trace.of(problem.network(c)));
                    return 1e-6 * (2000 * terms.get("depthwise") + 0.03 * terms.get("pointwise macs"));
                }),
                problem);
        assertThat(learned.best().kind()).isEqualTo(LatencyKind.OPERATIONS);
        assertThat(learned.best().meanShare()).isLessThan(0.03);
    }

    @Test
    void noiseIsNoBetterThanGuessing() {
        RandomGenerator noise = new Seeds(1).stream("noise", 0);
        LearnedLatency learned = LearnedLatency.of(timed(100, 0, c -> 1 + noise.nextDouble()), problem);
        assertThat(learned.best().rankCorrelation()).isLessThan(0.5);
        assertThat(learned.best().meanMilliseconds()).isGreaterThan(0.9 * learned.guessing());
    }

    @Test
    void theOrderOfTheRowsDecidesNothing() {
        List<TimedCandidate> rows = timed(60, 0.05, c -> sum(c, 1, 0.2));
        List<TimedCandidate> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        LearnedLatency learned = LearnedLatency.of(rows, problem);
        assertThat(LearnedLatency.of(reversed, problem)).isEqualTo(learned);
        for (LatencyKind kind : LatencyKind.values()) {
            int[] genes = problem.space().random(random).genes();
            assertThat(LearnedLatency.model(kind, reversed, 0.1, problem).bound(genes))
                    .as(kind.words())
                    .isEqualTo(LearnedLatency.model(kind, rows, 0.1, problem).bound(genes));
        }
    }

    @Test
    void aBoundIsWhatIsExpectedAndTheMarginAndNeverFarBelowAllThatWasTimed() {
        List<TimedCandidate> rows = timed(60, 0, c -> sum(c, 1, 0.2));
        WholeLatency plain = LearnedLatency.model(LatencyKind.CHOICES, rows, 0, problem);
        WholeLatency model = LearnedLatency.model(LatencyKind.CHOICES, rows, 0.25, problem);
        Problem timed = problem.timedBy(model);
        assertThat(timed.costs().timed()).isTrue();
        assertThat(timed.costs().latencyMargin()).isEqualTo(0.25);
        Candidate candidate = rows.get(7).candidate();
        assertThat((double) timed.cost(candidate).latency() / plain.bound(candidate.genes()))
                .isBetween(1.2499, 1.2501);
        assertThat(timed.cost(candidate).macs())
                .isEqualTo(problem.cost(candidate).macs());
        double least =
                rows.stream().mapToDouble(TimedCandidate::milliseconds).min().orElseThrow();
        for (int i = 0; i < 300; i++) {
            assertThat((double) plain.bound(problem.space().randomGenes(random)))
                    .isGreaterThanOrEqualTo(1e6 * least / 2);
        }
        assertThat(problem.costs().timed()).isFalse();
    }
}
