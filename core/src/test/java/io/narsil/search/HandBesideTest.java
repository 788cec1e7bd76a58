package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a person would take by hand is trained beside what does not wait for it. Nothing is trained here. */
class HandBesideTest {
    private static final List<Budget> BUDGETS = List.of(
            new Budget("small", Map.of(Measure.MACS, 700_000L)), new Budget("large", Map.of(Measure.MACS, 2_000_000L)));

    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10))
            .comparedWith(Shapes.of(28, text -> text));

    private static SearchPlan.Builder plan() {
        return SearchPlan.of(BUDGETS).pool(200).rounds(2).batch(6).epochs(2).finalEpochs(4);
    }

    private TrialResult train(Trial trial) {
        double score = trial.kind() == Trial.Kind.HAND ? 0.1 : new Oracle(problem.costs()).truth(trial.candidate());
        List<Double> curve = Collections.nCopies(trial.epochs(), score);
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    private Search search(Plans plans) {
        return Search.of(problem, plans).predictor(new Oracle(problem.costs())).build();
    }

    /** The history of a search from another one on, asked anew before each step, as after a kill. */
    private History go(History from, Plans plans) {
        History history = from;
        while (search(plans).next(history) instanceof Step.Train step) {
            history = history.with(step, step.trials().stream().map(this::train).toList());
        }
        return history;
    }

    /** Earlier versions did so, and a run may be killed before its first round was chosen. */
    @Test
    void aRunThatHasItAloneGoesOnWithItAndThenWithTheSameRound() {
        Plans plans = Plans.of(plan().build());
        Step.Train first = (Step.Train) search(plans).next(History.EMPTY);
        History alone = History.of(first.trials().subList(0, 4).stream()
                .map(t -> new History.Entry(t, Optional.empty(), Optional.empty()))
                .toList());
        Step.Train hand = (Step.Train) search(plans).next(alone);
        assertThat(hand.why()).isEqualTo(Step.Why.BY_HAND);
        assertThat(hand.trials()).isEqualTo(first.trials().subList(0, 4));
        Step.Train round = (Step.Train) search(plans)
                .next(alone.with(hand, hand.trials().stream().map(this::train).toList()));
        assertThat(round.trials()).isEqualTo(first.trials().subList(4, 10));
        assertThat(go(alone, plans).entries())
                .isEqualTo(go(History.EMPTY, plans).entries());
    }

    /** Where time decides for how long, it is trained beside the finalists, which do not wait for it either. */
    @Test
    void withMinutesItIsTrainedBesideTheFinalists() {
        Plans plans = Plans.of(plan().hand(SearchPlan.Hand.LAST).build());
        History rounds = History.EMPTY;
        for (int i = 0; i < 2; i++) {
            Step.Train step = (Step.Train) search(plans).next(rounds);
            rounds = rounds.with(step, step.trials().stream().map(this::train).toList());
        }
        Step.Train last = (Step.Train) search(plans).next(rounds);
        assertThat(last.why()).isEqualTo(Step.Why.FINALS);
        assertThat(last.trials())
                .extracting(Trial::kind)
                .containsExactly(
                        Trial.Kind.HAND,
                        Trial.Kind.HAND,
                        Trial.Kind.HAND,
                        Trial.Kind.HAND,
                        Trial.Kind.FINALIST,
                        Trial.Kind.FINALIST);
        assertThat(last.trials()).extracting(Trial::id).containsExactly(12, 13, 14, 15, 16, 17);
        assertThat(last.predictions()).containsOnlyKeys(16, 17);
        Step.Done done = (Step.Done) search(plans).next(go(rounds, plans));
        assertThat(done.family()).allMatch(m -> m.hand().isPresent());
    }

    @Test
    void aTeacherIsTrainedBesideItAndItsStudentsAfterThem() {
        Plans plans =
                Plans.of(plan().hand(SearchPlan.Hand.LAST).distillation(0.5).build());
        List<Trial> last = go(History.EMPTY, plans).entries().subList(12, 18).stream()
                .map(History.Entry::trial)
                .toList();
        assertThat(last.get(4).budget()).isEqualTo("large");
        assertThat(last.get(5).teacher()).hasValue(last.get(4).id());
    }
}
