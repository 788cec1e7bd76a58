package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.predictor.Beliefs;
import io.narsil.predictor.IndependentBeliefs;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The search over a made-up truth that it cannot see: nothing is trained. */
class SearchTest {
    private static final List<Budget> BUDGETS = List.of(
            new Budget("small", Map.of(Measure.MACS, 700_000L)),
            new Budget("large", Map.of(Measure.MACS, 2_000_000L, Measure.PARAMS, 300_000L)));

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final List<Trial> seen = new ArrayList<>();

    private static SearchPlan plan(long seed) {
        return SearchPlan.of(BUDGETS)
                .pool(200)
                .rounds(3)
                .batch(8)
                .epochs(3)
                .seed(seed)
                .build();
    }

    private double truth(Candidate candidate) {
        return 0.5 + 0.1 * StrictMath.log(costs.of(candidate).macs() / 1e6);
    }

    /** Knows the truth but for a little, so that a test of the search does not wait for a predictor to learn. */
    private final class Oracle implements ScorePredictor {
        private int observed;

        @Override
        public Pretraining pretrain(List<Candidate> pool) {
            return new Pretraining(pool.size(), 0, OptionalDouble.empty());
        }

        @Override
        public void fit(List<Observation> observations) {
            observed = observations.size();
        }

        @Override
        public List<Prediction> predict(List<Candidate> candidates) {
            assertThat(observed).isPositive();
            return candidates.stream().map(c -> new Prediction(truth(c), 0)).toList();
        }

        @Override
        public Beliefs beliefs(List<Candidate> candidates) {
            return new IndependentBeliefs(predict(candidates));
        }
    }

    private Evaluator evaluator(Predicate<Trial> fails, Predicate<Trial> diverges) {
        return step -> {
            seen.addAll(step.trials());
            return step.trials().stream()
                    .map(t -> {
                        if (fails.test(t) || diverges.test(t)) {
                            return new TrialResult(
                                    t.id(),
                                    fails.test(t) ? TrialResult.Status.FAILED : TrialResult.Status.DIVERGED,
                                    List.of(),
                                    OptionalDouble.empty(),
                                    "made up");
                        }
                        List<Double> curve = new ArrayList<>();
                        for (int epoch = 1; epoch <= t.epochs(); epoch++) {
                            curve.add(truth(t.candidate()) - 0.1 / epoch);
                        }
                        return new TrialResult(t.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
                    })
                    .toList();
        };
    }

    private SearchBuilder search(SearchPlan plan) {
        return Search.of(Problem.of(costs.space(), costs.images()), plan).predictor(new Oracle());
    }

    private List<FamilyMember> run(long seed, Evaluator evaluator) {
        return search(plan(seed)).build().run(History.EMPTY, evaluator).family();
    }

    @Test
    void nothingOverBudgetIsEverTrainedAndNothingTwiceInTheRounds() {
        run(1, evaluator(t -> false, t -> false));
        for (Trial trial : seen) {
            Budget budget = BUDGETS.stream()
                    .filter(b -> b.name().equals(trial.budget()))
                    .findFirst()
                    .orElseThrow();
            assertThat(budget.fits(costs.of(trial.candidate()))).isTrue();
        }
        List<Candidate> rounds = seen.stream()
                .filter(t -> t.kind() == Trial.Kind.ROUND)
                .map(Trial::candidate)
                .toList();
        assertThat(rounds).hasSize(24);
        assertThat(new HashSet<>(rounds)).hasSize(24);
        assertThat(seen).extracting(Trial::id).doesNotHaveDuplicates();
    }

    @Test
    void theFamilyIsBetterThanTheUnsearchedMedians() {
        for (FamilyMember member : run(1, evaluator(t -> false, t -> false))) {
            assertThat(member.result().score())
                    .isGreaterThan(member.baselineResult().orElseThrow().score());
            assertThat(member.baseline().orElseThrow().epochs())
                    .isEqualTo(member.trial().epochs());
        }
    }

    @Test
    void laterRoundsStopAtTheEpochThatRanksLikeTheLast() {
        run(1, evaluator(t -> false, t -> false));
        // These curves never cross: the first epoch ranks like the last.
        assertThat(seen).filteredOn(t -> t.round() == 0).allMatch(t -> t.epochs() == 3);
        assertThat(seen)
                .filteredOn(t -> t.kind() == Trial.Kind.ROUND && t.round() > 0)
                .allMatch(t -> t.epochs() == 1 && t.scheduleEpochs() == 3);
    }

    @Test
    void theSameSeedGivesTheSameTrials() {
        run(5, evaluator(t -> false, t -> false));
        List<Trial> first = List.copyOf(seen);
        seen.clear();
        run(5, evaluator(t -> false, t -> false));
        assertThat(seen).isEqualTo(first);
        seen.clear();
        run(6, evaluator(t -> false, t -> false));
        assertThat(seen).isNotEqualTo(first);
    }

    /** Stopped after any step, and within one, a search that is asked anew goes on by the same steps. */
    @Test
    void aSearchIsAFunctionOfItsHistory() {
        Evaluator evaluator = evaluator(t -> t.id() % 7 == 3, t -> t.kind() == Trial.Kind.FINALIST && t.id() % 2 == 0);
        Search whole = search(plan(4)).build();
        History history = History.EMPTY;
        Step step = whole.next(history);
        int steps = 0;
        while (step instanceof Step.Train train) {
            assertThat(search(plan(4)).build().next(history)).isEqualTo(train);
            List<TrialResult> results = evaluator.evaluate(train);
            History cut = half(history, train, results);
            Step rest = search(plan(4)).build().next(cut);
            assertThat(((Step.Train) rest).trials())
                    .containsExactlyInAnyOrderElementsOf(
                            cut.open().stream().map(History.Entry::trial).toList());
            history = history.with(train, results);
            step = whole.next(history);
            steps++;
        }
        assertThat(steps).isGreaterThan(3);
        assertThat(search(plan(4)).build().next(history)).isEqualTo(step);
    }

    /** A step of which every other trial is over. */
    private static History half(History before, Step.Train step, List<TrialResult> results) {
        List<History.Entry> entries = new ArrayList<>(before.entries());
        for (int i = 0; i < results.size(); i++) {
            Trial trial = step.trials().get(i);
            entries.add(new History.Entry(
                    trial,
                    Optional.ofNullable(step.predictions().get(trial.id())),
                    i % 2 == 1 ? Optional.of(results.get(i)) : Optional.empty()));
        }
        return History.of(entries);
    }

    @Test
    void aHistoryWithAGapIsRefused() {
        Step.Train train = (Step.Train) search(plan(1)).build().next(History.EMPTY);
        List<TrialResult> results = evaluator(t -> false, t -> false).evaluate(train);
        List<History.Entry> entries =
                new ArrayList<>(History.EMPTY.with(train, results).entries());
        entries.remove(2);
        assertThatThrownBy(() -> History.of(entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trial 2 is missing");
        assertThatThrownBy(() -> History.EMPTY.with(train, results.subList(1, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFinalistThatDivergesIsReplacedByTheNextBest() {
        int[] finalists = new int[1];
        List<FamilyMember> family = run(
                1,
                evaluator(
                        t -> false,
                        t -> t.kind() == Trial.Kind.FINALIST && t.budget().equals("large") && finalists[0]++ == 0));
        assertThat(family).allMatch(m -> m.result().done());
        assertThat(seen)
                .filteredOn(t -> t.kind() == Trial.Kind.FINALIST && t.budget().equals("large"))
                .hasSize(2);
    }

    @Test
    void aFinalistThatTheCheckLeavesOutIsNeverTrained() {
        List<Candidate> left = new ArrayList<>();
        FinalCheck check = (budget, ranked) -> {
            left.add(ranked.get(0).candidate());
            return ranked.subList(1, ranked.size());
        };
        Evaluator evaluator = evaluator(t -> false, t -> false);
        List<FamilyMember> family = search(plan(1))
                .check(check)
                .build()
                .run(History.EMPTY, evaluator)
                .family();
        assertThat(left).hasSize(2);
        assertThat(seen)
                .filteredOn(t -> t.kind() == Trial.Kind.FINALIST)
                .hasSize(2)
                .noneMatch(t -> left.contains(t.candidate()));
        assertThat(family).allMatch(m -> m.result().done());
    }

    @Test
    void theLargestMemberTeachesTheOthersAndNobodyWhereItCannotBeTrained() {
        SearchPlan taught = SearchPlan.of(BUDGETS)
                .pool(200)
                .rounds(3)
                .batch(8)
                .epochs(3)
                .distillation(0.8)
                .build();
        for (boolean trained : List.of(true, false)) {
            seen.clear();
            Evaluator evaluator = evaluator(
                    t -> false,
                    t -> !trained
                            && t.kind() == Trial.Kind.FINALIST
                            && t.budget().equals("large"));
            List<FamilyMember> family =
                    search(taught).build().run(History.EMPTY, evaluator).family();
            Trial large = family.get(1).trial();
            Trial small = family.get(0).trial();
            OptionalInt teacher = trained ? OptionalInt.of(large.id()) : OptionalInt.empty();
            assertThat(large.teacher()).isEmpty();
            assertThat(small.teacher()).isEqualTo(teacher);
            assertThat(family.get(0).baseline().orElseThrow().teacher()).isEqualTo(teacher);
            assertThat(seen.indexOf(large)).isLessThan(seen.indexOf(small));
        }
    }

    @Test
    void failuresAreSurvivedButNotAFirstRoundWithoutAnySuccess() {
        assertThat(run(1, evaluator(t -> t.id() % 3 == 0 && t.kind() == Trial.Kind.ROUND, t -> t.id() % 5 == 0)))
                .hasSize(2);
        assertThatThrownBy(() -> run(1, evaluator(t -> true, t -> false)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no candidate of the first round could be trained: made up");
    }

    @Test
    void evolutionFindsAlmostTheBestWithinABudget() {
        Oracle oracle = new Oracle();
        oracle.fit(List.of(new Observation(
                costs.space().candidate(new int[costs.space().parameters().size()]), 1)));
        Pool pool = Pool.build(BUDGETS, costs, 100, new Seeds(1));
        List<Scored> best =
                new Evolution(oracle, costs).run(BUDGETS.get(0), pool.all(), new Seeds(1).stream("evolution", 0));
        assertThat(costs.of(best.get(0).candidate()).macs()).isBetween(693_000L, 700_000L);
        assertThat(best).extracting(Scored::candidate).doesNotHaveDuplicates();
    }

    private FamilyEvolution evolutions() {
        Oracle oracle = new Oracle();
        oracle.fit(List.of(new Observation(
                costs.space().candidate(new int[costs.space().parameters().size()]), 1)));
        return new FamilyEvolution(new Evolution(oracle, costs), List.of(), new Seeds(1));
    }

    @Test
    void aBudgetWithoutTrainedCandidatesIsServedAndAnImpossibleOneIsNot() {
        List<List<Scored>> found = evolutions()
                .run(List.of(
                        new Budget("some", Map.of(Measure.MACS, 900_000L, Measure.PARAMS, 60_000L)),
                        new Budget("none", Map.of(Measure.MACS, 1_000L))));
        assertThat(found.get(0))
                .allMatch(s -> costs.of(s.candidate()).macs() <= 900_000
                        && costs.of(s.candidate()).params() <= 60_000);
        assertThat(costs.of(found.get(0).get(0).candidate()).macs()).isGreaterThan(880_000);
        assertThat(found.get(1)).isEmpty();
    }

    @Test
    void eachOfTheFrontIsBetterThanAllThatCostLess() {
        List<Scored> front = evolutions().front(Measure.MACS, 8);
        assertThat(front).hasSizeBetween(6, 8);
        for (int i = 1; i < front.size(); i++) {
            assertThat(costs.of(front.get(i).candidate()).macs())
                    .isGreaterThan(costs.of(front.get(i - 1).candidate()).macs());
            assertThat(front.get(i).prediction().mean())
                    .isGreaterThan(front.get(i - 1).prediction().mean());
        }
    }
}
