package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.predictor.Prediction;
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
        return plan(seed, 8);
    }

    private static SearchPlan plan(long seed, int batch) {
        return SearchPlan.of(BUDGETS)
                .pool(200)
                .rounds(3)
                .batch(batch)
                .epochs(3)
                .seed(seed)
                .build();
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
                            curve.add(new Oracle(costs).truth(t.candidate()) - 0.1 / epoch);
                        }
                        return new TrialResult(t.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
                    })
                    .toList();
        };
    }

    private SearchBuilder search(SearchPlan plan) {
        return Search.of(Problem.of(costs.space(), costs.images()), plan).predictor(new Oracle(costs));
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
    void laterRoundsStopAtTheEpochThatRanksLikeTheLast() {
        search(plan(1, 16)).build().run(History.EMPTY, evaluator(t -> false, t -> false));
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

    /** Two bands of ten candidates, and rounds that ask for more. */
    @Test
    void aPoolOfWhichAllWasTriedEndsTheRounds() {
        SearchPlan small =
                SearchPlan.of(BUDGETS).pool(20).rounds(5).batch(8).epochs(3).build();
        List<FamilyMember> family = search(small)
                .build()
                .run(History.EMPTY, evaluator(t -> false, t -> false))
                .family();
        assertThat(family).hasSize(2).allMatch(m -> m.result().done());
        assertThat(seen).filteredOn(t -> t.kind() == Trial.Kind.ROUND).hasSize(20);
    }

    @Test
    void aTeacherThatIsTrainedAgainComesBeforeItsStudents() {
        SearchPlan taught = SearchPlan.of(BUDGETS)
                .pool(200)
                .rounds(1)
                .batch(8)
                .epochs(3)
                .distillation(0.8)
                .build();
        search(taught).build().run(History.EMPTY, evaluator(t -> false, t -> false));
        List<History.Entry> entries = seen.stream()
                .map(t -> new History.Entry(
                        t,
                        Optional.of(new Prediction(0.5, 0)),
                        t.kind() == Trial.Kind.FINALIST
                                ? Optional.empty()
                                : Optional.of(new TrialResult(
                                        t.id(),
                                        TrialResult.Status.DONE,
                                        List.of(0.1, 0.2, 0.3),
                                        OptionalDouble.empty(),
                                        ""))))
                .toList();
        List<String> heard = new ArrayList<>();
        Step step = search(taught)
                .listener(new SearchListener() {
                    @Override
                    public void earlyStopFound(EarlyStop stop) {
                        heard.add("stop");
                    }
                })
                .build()
                .next(History.of(entries));
        assertThat(((Step.Train) step).trials()).extracting(Trial::budget).containsExactly("large");
        assertThat(heard).containsExactly("stop");
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
            Trial large = family.get(1).finalist().trial();
            Trial small = family.get(0).trial();
            assertThat(family.get(1).trial()).isEqualTo(trained ? large : small);
            OptionalInt teacher = trained ? OptionalInt.of(large.id()) : OptionalInt.empty();
            assertThat(large.teacher()).isEmpty();
            assertThat(small.teacher()).isEqualTo(teacher);
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
}
