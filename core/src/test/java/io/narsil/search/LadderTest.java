package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is said to be left is what a search trains. */
class LadderTest {
    private static final List<Budget> BUDGETS = List.of(
            new Budget("small", Map.of(Measure.MACS, 700_000L)), new Budget("large", Map.of(Measure.MACS, 2_000_000L)));

    private static final SearchPlan PLAN = SearchPlan.of(BUDGETS)
            .pool(200)
            .rounds(3)
            .batch(7)
            .epochs(1)
            .rungs(List.of(1, 3, 7))
            .finalEpochs(15)
            .build();

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final Problem problem = Problem.of(costs.space(), costs.images());
    private final List<History> histories = new ArrayList<>();
    private final List<Step.Train> steps = new ArrayList<>();

    private TrialResult result(Trial trial, Predicate<Trial> fails) {
        return fails.test(trial)
                ? new TrialResult(trial.id(), TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "made up")
                : new TrialResult(
                        trial.id(),
                        TrialResult.Status.DONE,
                        Collections.nCopies(trial.epochs(), new Oracle(costs).truth(trial.candidate())),
                        OptionalDouble.of(0.5),
                        "");
    }

    private void run(Predicate<Trial> fails) {
        Search search = Search.of(problem, PLAN).predictor(new Oracle(costs)).build();
        History history = History.EMPTY;
        while (search.next(history) instanceof Step.Train step) {
            if (step.why() != Step.Why.BY_HAND) {
                histories.add(history);
                steps.add(step);
            }
            history = history.with(
                    step, step.trials().stream().map(t -> result(t, fails)).toList());
        }
    }

    private static Ladder.Climbers climbers(Step.Train step) {
        Map<Budget, Integer> trainings = new LinkedHashMap<>();
        BUDGETS.forEach(b -> trainings.put(b, (int) step.trials().stream()
                .filter(t -> t.kind() != Trial.Kind.HAND)
                .filter(t -> t.budget().equals(b.name()))
                .count()));
        Trial last = step.trials().get(step.trials().size() - 1);
        return new Ladder.Climbers(trainings, last.ownEpochs(), last.continued().isEmpty());
    }

    @Test
    void allThatWillBeTrainedIsKnownBefore() {
        run(t -> false);
        Ladder.Left left = Ladder.before(PLAN).left(PLAN, 4);
        assertThat(steps.subList(0, steps.size() - 1).stream().map(LadderTest::climbers))
                .isEqualTo(left.below());
        assertThat(climbers(steps.get(steps.size() - 1))).isEqualTo(left.top());
    }

    /** From anywhere on, though some failed before. */
    @Test
    void whatIsLeftIsKnownFromAnywhereOn() {
        run(t -> t.round() == 0 && t.epochs() < 15 && t.id() % 3 == 1);
        int rested = 0;
        for (int at = 0; at < steps.size(); at++) {
            Ladder ladder = Ladder.of(Plans.of(PLAN), problem, histories.get(at));
            int begun = histories.get(at).roundCount();
            boolean chosen = steps.get(at).trials().get(0).continued().isEmpty();
            if (begun <= PLAN.rounds()) {
                assertThat(ladder.rests()).isEqualTo(chosen);
                rested += ladder.rests() ? 1 : 0;
            }
            // What fails in the first round is not foreseen.
            if (begun > 1 || (begun == 1 && chosen)) {
                Ladder.Left left = ladder.left(PLAN, 4 - begun);
                assertThat(steps.subList(at, steps.size() - 1).stream().map(LadderTest::climbers))
                        .isEqualTo(left.below());
                assertThat(climbers(steps.get(steps.size() - 1))).isEqualTo(left.top());
            }
        }
        assertThat(rested).isEqualTo(4);
    }

    @Test
    void usualRungsAreNinthsAndThirds() {
        assertThat(Ladder.thirds(60)).containsExactly(7, 20);
        assertThat(Ladder.thirds(18)).containsExactly(2, 6);
        assertThat(Ladder.thirds(3)).containsExactly(1);
        assertThat(Ladder.thirds(2)).containsExactly(1);
        assertThat(Ladder.thirds(1)).isEmpty();
    }
}
