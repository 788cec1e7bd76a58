package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.IndependentBeliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Right beliefs help, wrong ones cost little: searches of a table of 2,048 made-up recipes. */
class GuidedSearchTest {
    private static final int PARAMETERS = 5;
    private static final List<Integer> BEST = List.of(2, 1, 3, 0, 2);
    private static final List<Integer> WRONG = List.of(0, 3, 0, 3, 0);
    private static final Budget ALL = new Budget("all", Map.of(Measure.MACS, Long.MAX_VALUE));

    /** Five parameters of four values, and one of two. */
    private static SearchSpace space(List<Integer> believed) {
        StringBuilder yaml = new StringBuilder("narsil: space/1\nname: t\nrecipe:\n  other: [0, 1]\n");
        for (int i = 0; i < PARAMETERS; i++) {
            String prior = believed.isEmpty() ? "" : ", prior: " + believed.get(i);
            yaml.append("  p")
                    .append(i)
                    .append(": {values: [0, 1, 2, 3]")
                    .append(prior)
                    .append("}\n");
        }
        return SpaceFile.parse("t.yaml", yaml.toString());
    }

    private static double truth(Candidate candidate) {
        double score = 0.9 - 0.01 * candidate.gene(0);
        for (int i = 0; i < PARAMETERS; i++) {
            int off = candidate.gene(1 + i) - BEST.get(i);
            score -= 0.01 * (1 + i) * off * off;
        }
        // Two of the parameters matter together.
        return candidate.gene(1) == candidate.gene(5) ? score : score - 0.02;
    }

    /** How far the best of the first rounds is from the best there is, round by round, as a mean of several seeds. */
    private static double[] regrets(List<Integer> believed) {
        SearchSpace space = space(believed);
        Problem problem = Problem.of(space, new InputSpec(1, 8, 2));
        double[] regrets = new double[5];
        int seeds = 6;
        for (int seed = 1; seed <= seeds; seed++) {
            SearchPlan plan = SearchPlan.of(List.of(ALL))
                    .pool(2000)
                    .rounds(regrets.length)
                    .batch(10)
                    .epochs(1)
                    .seed(seed)
                    .build();
            Search search = Search.of(problem, plan)
                    .predictor(new GaussianPredictor(space, c -> new float[0], true, false))
                    .build();
            History history = History.EMPTY;
            double best = 0;
            for (int round = 0; round < regrets.length; round++) {
                Step.Train train = (Step.Train) search.next(history);
                List<TrialResult> results = train.trials().stream()
                        .map(t -> TrialResult.of(t, truth(t.candidate())))
                        .toList();
                history = history.with(train, results);
                for (Trial trial : train.trials()) {
                    best = Math.max(best, truth(trial.candidate()));
                }
                regrets[round] += (0.9 - best) / seeds;
            }
        }
        return regrets;
    }

    @Test
    void aRightBeliefHelpsAtOnceAndAWrongOneIsOvercome() {
        double[] none = regrets(List.of());
        double[] right = regrets(BEST);
        double[] wrong = regrets(WRONG);
        assertThat(right[0]).as("at once").isLessThan(0.02);
        assertThat(none[0]).isGreaterThan(0.05);
        assertThat(wrong[0]).isGreaterThan(none[0]);
        assertThat(none[4]).isLessThan(0.01);
        assertThat(wrong[4]).as("in the end").isLessThan(0.015);
        assertThat(right[4]).isLessThan(0.01);
    }

    /** However strong a belief is, it takes no more than what is not known, and a deviation. */
    @Test
    void whatWasMeasuredOutweighsAnyBelief() {
        SearchSpace space = space(WRONG);
        List<Candidate> candidates = List.of(far(space), near(space));
        IndependentBeliefs known =
                new IndependentBeliefs(List.of(new Prediction(0.9, 0.02), new Prediction(0.84, 0.02)));
        List<Double> after = new ArrayList<>();
        for (int tried : new int[] {1, 6, 100, 1000}) {
            var guided = GuidedBeliefs.of(known, candidates, Priors.of(space, 1), tried);
            assertThat(BatchChooser.choose(guided, List.of(0, 1), 1.5, 1)).containsExactly(0);
            assertThat(guided.upperConfidenceBound(1, 1.5)).isEqualTo(0.84 + 1.5 * 0.02);
            assertThat(guided.upperConfidenceBounds(new int[] {0}, 1.5)[0])
                    .isEqualTo(guided.upperConfidenceBound(0, 1.5))
                    .isLessThanOrEqualTo(guided.limit(0, 1.5));
            after.add(guided.upperConfidenceBound(0, 1.5));
        }
        assertThat(after).isSorted();
        assertThat(after.get(0)).isEqualTo(0.9 - 0.02);
        assertThat(after.get(3)).isBetween(0.925, 0.93);
    }

    /** A few trainings let a predictor take twenty thousand candidates for equally good, down to the last digit. */
    @Test
    void aHairIsNoReasonToGoFar() {
        SearchSpace space = space(WRONG);
        List<Candidate> candidates = List.of(far(space), near(space));
        IndependentBeliefs alike =
                new IndependentBeliefs(List.of(new Prediction(0.9, 0.02), new Prediction(0.899, 0.001)));
        var guided = GuidedBeliefs.of(alike, candidates, Priors.of(space, 1), 5);
        assertThat(BatchChooser.choose(guided, List.of(0, 1), 1.5, 1)).containsExactly(1);
        var taught = GuidedBeliefs.of(alike, candidates, Priors.of(space, 1), 6);
        assertThat(BatchChooser.choose(taught, List.of(0, 1), 0, 1))
                .as("as many as parameters")
                .containsExactly(0);
    }

    /** A fantasy of one candidate says nothing of its neighbour's worth, whoever was asked about first. */
    @Test
    void aFantasyTakesNoDoubtAway() {
        SearchSpace space = space(WRONG);
        Problem problem = Problem.of(space, new InputSpec(1, 8, 2));
        Candidate twin = space.candidate(new int[] {1, 2, 1, 3, 0, 2});
        List<Candidate> candidates = List.of(far(space), twin, near(space));
        GaussianPredictor predictor = new GaussianPredictor(space, c -> new float[0], true, false);
        predictor.fit(List.of(
                Observation.of(problem, space.candidate(new int[6]), 0.5), Observation.of(problem, near(space), 0.8)));
        Priors priors = Priors.of(space, 1);
        double before = GuidedBeliefs.of(predictor.beliefs(candidates), candidates, priors, 2)
                .upperConfidenceBound(1, 1.5);
        var guided = GuidedBeliefs.of(predictor.beliefs(candidates), candidates, priors, 2);
        guided.fantasize(0);
        assertThat(guided.upperConfidenceBound(1, 1.5)).isCloseTo(before, within(1e-9));
    }

    private static Candidate far(SearchSpace space) {
        return space.candidate(new int[] {0, 2, 1, 3, 0, 2});
    }

    private static Candidate near(SearchSpace space) {
        return space.candidate(new int[] {0, 0, 3, 0, 3, 0});
    }

    @Test
    void equalsAreTakenByTheBelief() {
        SearchSpace space = space(BEST);
        List<Candidate> candidates = IntStream.range(0, 4)
                .mapToObj(v -> space.candidate(new int[] {0, v, 1, 3, 0, 2}))
                .toList();
        IndependentBeliefs alike = new IndependentBeliefs(
                candidates.stream().map(c -> new Prediction(0.5, 0.1)).toList());
        var guided = GuidedBeliefs.of(alike, candidates, Priors.of(space, 1), 20);
        assertThat(BatchChooser.choose(guided, List.of(0, 1, 2, 3), 1.5, 4)).containsExactly(2, 1, 3, 0);
        assertThat(GuidedBeliefs.of(alike, candidates, Priors.NONE, 20)).isSameAs(alike);
    }
}
