package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches whose candidates climb, and whose settings change while they are under way. */
class RungsChangedTest {
    private static final Budget SMALL = budget("small", 700_000);
    private static final Budget LARGE = budget("large", 2_000_000);

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final Problem problem = Problem.of(costs.space(), costs.images());
    private final List<Step.Train> steps = new ArrayList<>();
    /** Those of higher numbers turn out badly. */
    private int last = Integer.MAX_VALUE;

    private boolean fickle;

    /** Learns with each round that it was wrong, where it is asked of a pool that has no more to choose from. */
    private final class Fickle extends Oracle {
        private int seen;

        private Fickle(StageCosts costs) {
            super(costs);
        }

        @Override
        public void fit(List<Observation> observations) {
            super.fit(observations);
            seen = observations.size();
        }

        @Override
        public List<Prediction> predict(List<Candidate> candidates) {
            super.predict(candidates);
            int sign = fickle && seen % 12 == 0 ? -1 : 1;
            return candidates.stream()
                    .map(c -> new Prediction(sign * truth(c), 0))
                    .toList();
        }
    }

    private static Budget budget(String name, long macs) {
        return new Budget(name, Map.of(Measure.MACS, macs));
    }

    private static SearchPlan.Builder plan(Budget... budgets) {
        return SearchPlan.of(List.of(budgets))
                .pool(200)
                .rounds(2)
                .batch(6)
                .epochs(1)
                .rungs(List.of(1, 3))
                .finalEpochs(9);
    }

    private TrialResult result(Trial trial) {
        double worth = trial.origin() > last ? 0.3 : 1;
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            curve.add(worth * (new Oracle(costs).truth(trial.candidate()) - 0.1 / epoch));
        }
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    /** A run: its history and the plans that it followed so far. */
    private record Run(History history, List<Plans.Era> eras, Optional<Step.Done> done) {
        Plans plans() {
            return new Plans(eras);
        }
    }

    private Search search(Plans plans) {
        return builder(Search.of(problem, plans));
    }

    /** One that takes the best of some for what evolution would find, so that nobody waits. */
    private Search builder(SearchBuilder search) {
        return search.predictor(new Fickle(costs))
                .evolution((plan, predictor, trained) -> plan.budgets().stream()
                        .map(b -> ranked(predictor, some(b)))
                        .toList())
                .build();
    }

    private List<Candidate> some(Budget budget) {
        return Pool.build(List.of(budget), costs, 100, new Seeds(7)).all();
    }

    private static List<Scored> ranked(ScorePredictor predictor, List<Candidate> candidates) {
        List<Prediction> predictions = predictor.predict(candidates);
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> new Scored(candidates.get(i), predictions.get(i)))
                .sorted(Comparator.comparingDouble(s -> -s.prediction().mean()))
                .toList();
    }

    private Run begin(SearchPlan plan, Predicate<Step.Train> until) {
        return go(new Run(History.EMPTY, List.of(), Optional.empty()), plan, until);
    }

    /** Goes on with another plan, from the first step on asked anew each time, to its end or to a step that is begun alone. */
    private Run go(Run run, SearchPlan plan, Predicate<Step.Train> until) {
        steps.clear();
        List<Plans.Era> eras = new ArrayList<>(run.eras());
        eras.add(new Plans.Era(run.history().nextId(), plan));
        Plans plans = new Plans(eras);
        History history = run.history();
        Step step = search(plans).next(history);
        while (step instanceof Step.Train train) {
            if (until.test(train)) {
                return new Run(history.begun(train), eras, Optional.empty());
            }
            steps.add(train);
            history = history.with(
                    train, train.trials().stream().map(this::result).toList());
            step = search(plans).next(history);
        }
        return new Run(history, eras, Optional.of((Step.Done) step));
    }

    private Run go(Run run, SearchPlan plan) {
        return go(run, plan, step -> false);
    }

    private List<Trial> seen() {
        return steps.stream().flatMap(s -> s.trials().stream()).toList();
    }

    private List<Trial> begun() {
        return seen().stream().filter(t -> t.continued().isEmpty()).toList();
    }

    private static FamilyMember member(Run run, int budget) {
        return run.done().orElseThrow().family().get(budget);
    }

    /** The best known score at the end of who is within a budget and no smaller one. */
    private double best(Run run, Budget budget, Budget... smaller) {
        return run.history().entries().stream()
                .filter(e -> e.done() && e.trial().epochs() == 9)
                .filter(e -> budget.fits(costs.of(e.trial().candidate())))
                .filter(e -> List.of(smaller).stream()
                        .noneMatch(b -> b.fits(costs.of(e.trial().candidate()))))
                .mapToDouble(e -> e.result().orElseThrow().score())
                .max()
                .orElseThrow();
    }

    @Test
    void whoCameToTheEndBeforeMoreRoundsIsStillAFinalist() {
        Run first = begin(plan(SMALL, LARGE).build(), step -> false);
        last = first.history().nextId() - 1;
        Run more = go(first, plan(SMALL, LARGE).rounds(3).build());
        assertThat(begun()).hasSize(12);
        for (int i = 0; i < 2; i++) {
            assertThat(member(more, i).trial()).isEqualTo(member(first, i).trial());
        }
    }

    @Test
    void whatEvolutionFoundIsNoRound() {
        Run first = begin(plan(SMALL, LARGE).build(), step -> false);
        Run more = go(first, plan(SMALL, LARGE).rounds(3).build());
        assertThat(begun().subList(0, 6)).allMatch(t -> t.round() == 2);
        assertThat(begun().subList(6, 12)).allMatch(t -> t.round() == 3);
        assertThat(Begun.of(more.plans(), more.history()).rounds()).isEqualTo(3);
    }

    @Test
    void whereNoOtherRoundFollowsEvolutionIsAskedAtOnce() {
        SearchPlan four = plan(SMALL, LARGE).rounds(4).build();
        Run half = begin(four, step -> step.trials().get(0).round() == 2);
        Run fewer = go(half, plan(SMALL, LARGE).rounds(1).build());
        assertThat(begun()).filteredOn(t -> t.round() == 2).hasSize(6);
        assertThat(begun()).filteredOn(t -> t.round() == 3).hasSize(6);
        assertThat(member(fewer, 1).result().score()).isEqualTo(best(fewer, LARGE, SMALL));
        // Once more, and with the rounds that it had before: one of the four is missing.
        assertThat(go(fewer, plan(SMALL, LARGE).rounds(1).build()).done()).isPresent();
        assertThat(steps).isEmpty();
        go(fewer, four);
        assertThat(begun()).hasSize(12);
    }

    @Test
    void anotherBudgetGetsAMember() {
        Run first = begin(plan(SMALL, LARGE).build(), step -> false);
        Budget middle = budget("middle", 1_700_000);
        Run more = go(first, plan(SMALL, middle, LARGE).build());
        // What evolution finds is for the new one alone.
        assertThat(begun()).isNotEmpty().allMatch(t -> t.budget().equals("middle"));
        FamilyMember member = member(more, 1);
        assertThat(middle.fits(costs.of(member.trial().candidate()))).isTrue();
        assertThat(member.trial().budget()).isEqualTo("middle");
        assertThat(seen()).allMatch(t -> t.ownEpochs() > 0);
        assertThat(member.result().score()).isEqualTo(best(more, middle, SMALL));
        assertThat(member(more, 0).trial()).isEqualTo(member(first, 0).trial());
        assertThat(member(more, 2).trial()).isEqualTo(member(first, 1).trial());
    }

    @Test
    void aMemberIsWithinLimitsThatCameLater() {
        Run first = begin(plan(SMALL, LARGE).build(), step -> false);
        Budget tight =
                budget("small", costs.of(member(first, 0).trial().candidate()).macs() - 1);
        Run less = go(first, plan(tight, LARGE).build());
        assertThat(tight.fits(costs.of(member(less, 0).trial().candidate()))).isTrue();
        assertThat(member(less, 0).result().done()).isTrue();
    }

    @Test
    void finalsThatWereCutShortAreTrainedAfterTheRoundsThatCameBetween() {
        Run cut = begin(plan(SMALL, LARGE).build(), step -> step.why() == Step.Why.FINALS);
        int open = cut.history().open().size();
        Run more = go(cut, plan(SMALL, LARGE).rounds(3).build());
        assertThat(steps.get(0).why()).isEqualTo(Step.Why.PROMISING);
        assertThat(more.history().open()).isEmpty();
        assertThat(seen()).filteredOn(t -> t.kind() == Trial.Kind.FINALIST).hasSizeGreaterThanOrEqualTo(open);
        assertThat(member(more, 0).result().score()).isEqualTo(best(more, SMALL));
    }

    @Test
    void aSearchThatIsBroughtToItsEndOnceMoreTrainsSomebodyAndGoesOnWithAllRungs() {
        Run first = begin(plan(SMALL, LARGE).build(), step -> false);
        SearchPlan four = plan(SMALL, LARGE).rounds(4).build();
        Predicate<Step.Train> second =
                step -> step.why() == Step.Why.PROMISING && steps.stream().anyMatch(s -> s.why() == Step.Why.PROMISING);
        Run cut = go(first, four, second);
        Run early = go(cut, four.finish(9));
        assertThat(seen()).hasSize(2).allMatch(t -> t.kind() == Trial.Kind.FINALIST);
        assertThat(member(early, 1).result().score())
                .isGreaterThanOrEqualTo(member(first, 1).result().score());
        go(early, four);
        assertThat(seen()).anyMatch(t -> t.kind() == Trial.Kind.ROUND && t.epochs() == 3);
    }

    /** Evolution is asked several times where the pool has no more to choose from. */
    @Test
    void whatEvolutionFindsDependsOnAllThatWasTrained() {
        fickle = true;
        SearchPlan poor = plan(SMALL, LARGE).pool(12).rounds(4).build();
        Run anew = begin(poor, step -> false);
        List<Trial> expected = seen();
        Search one = builder(Search.of(problem, poor));
        List<Trial> whole = new ArrayList<>();
        one.run(History.EMPTY, step -> {
            whole.addAll(step.trials());
            return step.trials().stream().map(this::result).toList();
        });
        assertThat(anew.done()).isPresent();
        assertThat(whole).isEqualTo(expected);
    }
}
