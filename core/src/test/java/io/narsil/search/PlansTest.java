package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Searches whose settings change while they are under way. */
class PlansTest {
    private static final Budget SMALL = budget("small", 700_000);
    private static final Budget LARGE = budget("large", 2_000_000);

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final List<Trial> seen = new ArrayList<>();

    private static Budget budget(String name, long macs) {
        return new Budget(name, Map.of(Measure.MACS, macs));
    }

    private static SearchPlan plan(int rounds, int finalEpochs, Budget... budgets) {
        return SearchPlan.of(List.of(budgets))
                .pool(200)
                .rounds(rounds)
                .batch(8)
                .epochs(3)
                .finalEpochs(finalEpochs)
                .build();
    }

    private static SearchPlan taught(Budget... budgets) {
        return SearchPlan.of(List.of(budgets))
                .pool(200)
                .rounds(1)
                .batch(8)
                .epochs(3)
                .distillation(0.5)
                .build();
    }

    private List<TrialResult> train(Step.Train step) {
        seen.addAll(step.trials());
        return step.trials().stream().map(this::train).toList();
    }

    private TrialResult train(Trial trial) {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            curve.add(new Oracle(costs).truth(trial.candidate()) - 0.1 / epoch);
        }
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    /** A run: its history and the plans that it followed so far. */
    private record Run(History history, List<Plans.Era> eras, List<FamilyMember> family) {}

    private Run begin(SearchPlan plan) {
        return go(new Run(History.EMPTY, List.of(), List.of()), plan);
    }

    /** Goes on with another plan, from the first step on asked anew each time, as after a kill. */
    private Run go(Run run, SearchPlan plan) {
        seen.clear();
        List<Plans.Era> eras = new ArrayList<>(run.eras());
        eras.add(new Plans.Era(run.history().nextId(), plan));
        History history = run.history();
        Step step = search(eras).next(history);
        while (step instanceof Step.Train train) {
            history = history.with(train, train(train));
            step = search(eras).next(history);
        }
        return new Run(history, eras, ((Step.Done) step).family());
    }

    private Search search(List<Plans.Era> eras) {
        return Search.of(Problem.of(costs.space(), costs.images()), new Plans(eras))
                .predictor(new Oracle(costs))
                .build();
    }

    private List<Trial> seen(Trial.Kind kind) {
        return seen.stream().filter(t -> t.kind() == kind).toList();
    }

    @Test
    void moreRoundsFollowThoseThatAreThere() {
        Run first = begin(plan(1, 9, SMALL, LARGE));
        Run second = go(first, plan(3, 9, SMALL, LARGE));
        assertThat(seen(Trial.Kind.ROUND)).hasSize(16).allMatch(t -> t.round() > 0);
        assertThat(second.history().entries())
                .startsWith(first.history().entries().toArray(new History.Entry[0]));
        assertThat(second.history().tried()).hasSize(24);
        assertThat(second.family()).hasSize(2);
    }

    @Test
    void aFinalistThatIsFoundAgainIsNotTrainedAgain() {
        // The oracle never changes its mind, and evolution starts anew from more candidates.
        Run first = begin(plan(1, 9, SMALL, LARGE));
        Run second = go(first, plan(2, 9, SMALL, LARGE));
        for (int i = 0; i < 2; i++) {
            FamilyMember before = first.family().get(i);
            FamilyMember now = second.family().get(i);
            boolean same = now.trial().candidate().equals(before.trial().candidate());
            assertThat(now.trial().id() == before.trial().id()).isEqualTo(same);
        }
        // Nothing is learned between these two, so both are found again.
        Run third = go(go(second, plan(2, 5, SMALL, LARGE)), plan(2, 5, SMALL, LARGE));
        assertThat(seen).isEmpty();
        assertThat(third.family()).hasSize(2);
    }

    @Test
    void fewerRoundsThanThereAreTrainNothing() {
        Run first = begin(plan(2, 9, SMALL, LARGE));
        Run second = go(first, plan(1, 9, SMALL, LARGE));
        assertThat(seen).isEmpty();
        assertThat(second.family()).isEqualTo(first.family());
    }

    @Test
    void otherFinalEpochsTrainFinalistsAnew() {
        Run first = begin(plan(1, 9, SMALL, LARGE));
        Run second = go(first, plan(1, 12, SMALL, LARGE));
        assertThat(seen).hasSize(2).allMatch(t -> t.kind() == Trial.Kind.FINALIST && t.epochs() == 12);
        // Beliefs follow the length of the training, and so may the choice: the members are those of the new one.
        assertThat(second.family())
                .extracting(m -> m.trial().id())
                .doesNotContainAnyElementsOf(
                        first.family().stream().map(m -> m.trial().id()).toList())
                .hasSameSizeAs(first.family());
    }

    @Test
    void anotherBudgetGetsAMemberAndTheOthersStay() {
        Run first = begin(plan(1, 9, SMALL, LARGE));
        Budget middle = budget("middle", 1_200_000);
        Run second = go(first, plan(1, 9, SMALL, middle, LARGE));
        assertThat(seen(Trial.Kind.FINALIST)).extracting(Trial::budget).containsExactly("middle");
        assertThat(second.family().get(0)).isEqualTo(first.family().get(0));
        assertThat(second.family().get(2).trial())
                .isEqualTo(first.family().get(1).trial());
        assertThat(seen).allMatch(t -> t.budget().equals("large") || middle.fits(costs.of(t.candidate())));
        Run third = go(second, plan(1, 9, SMALL));
        assertThat(seen).isEmpty();
        assertThat(third.family()).hasSize(1);
    }

    @Test
    void aBudgetWithOtherLimitsIsServedWithinThem() {
        Run first = begin(plan(1, 9, SMALL, LARGE));
        Budget smaller = budget("small", 500_000);
        Run second = go(first, plan(2, 9, smaller, LARGE));
        assertThat(seen)
                .filteredOn(t -> t.budget().equals("small"))
                .isNotEmpty()
                .allMatch(t -> smaller.fits(costs.of(t.candidate())));
        FamilyMember member = second.family().get(0);
        assertThat(smaller.fits(costs.of(member.trial().candidate()))).isTrue();
    }

    @Test
    void anotherTeacherTeachesAllAnew() {
        Run first = begin(taught(SMALL, LARGE));
        Run second = go(first, taught(SMALL, budget("large", 1_800_000)));
        assertThat(seen(Trial.Kind.FINALIST)).extracting(Trial::budget).containsExactly("large", "small");
        assertThat(second.family().get(0).trial().teacher())
                .hasValue(second.family().get(1).trial().id());
        assertThat(first.family().get(0).trial().teacher())
                .hasValue(first.family().get(1).trial().id());
    }

    /** Half of the second round is over when the search is to come to its end. */
    private Run halfway() {
        SearchPlan plan = plan(3, 9, SMALL, LARGE);
        List<Plans.Era> eras = List.of(new Plans.Era(0, plan));
        History history = History.EMPTY;
        Step.Train one = (Step.Train) search(eras).next(history);
        history = history.with(one, train(one));
        Step.Train two = (Step.Train) search(eras).next(history);
        List<History.Entry> entries = new ArrayList<>(history.entries());
        for (int i = 0; i < two.trials().size(); i++) {
            Trial trial = two.trials().get(i);
            entries.add(new History.Entry(
                    trial,
                    Optional.of(two.predictions().get(trial.id())),
                    i < 4 ? Optional.of(train(trial)) : Optional.empty()));
        }
        return new Run(History.of(entries), eras, List.of());
    }

    @Test
    void finishingTakesTheBestTrainedCandidatesAndLeavesTheRest() {
        Run half = halfway();
        Run finished = go(half, plan(3, 9, SMALL, LARGE).finish(4));
        assertThat(seen(Trial.Kind.ROUND)).isEmpty();
        assertThat(seen).hasSize(2).allMatch(t -> t.epochs() == 4);
        for (FamilyMember member : finished.family()) {
            double best = half.history()
                    .rounds()
                    .filter(e ->
                            e.done() && member.budget().fits(costs.of(e.trial().candidate())))
                    .mapToDouble(e -> new Oracle(costs).truth(e.trial().candidate()))
                    .max()
                    .orElseThrow();
            assertThat(new Oracle(costs).truth(member.trial().candidate())).isEqualTo(best);
        }
        // Afterwards the search goes on with the rest.
        Run rest = go(finished, plan(3, 9, SMALL, LARGE));
        assertThat(seen(Trial.Kind.ROUND)).hasSize(4 + 8);
        assertThat(rest.history().tried()).hasSize(24);
        assertThat(rest.family()).allMatch(m -> m.trial().epochs() == 9);
    }

    @Test
    void withoutATrainedCandidateThereIsNothingToFinish() {
        assertThatThrownBy(() -> begin(plan(3, 9, SMALL).finish(9)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no candidate was trained to its end yet");
    }

    @Test
    void plansBeginWithTheFirstTrial() {
        assertThatThrownBy(() -> new Plans(List.of())).isInstanceOf(IllegalArgumentException.class);
        Plans plans = new Plans(List.of(new Plans.Era(0, plan(1, 3, SMALL)), new Plans.Era(5, plan(2, 3, SMALL))));
        assertThat(List.of(
                        plans.of(0).rounds(),
                        plans.of(4).rounds(),
                        plans.of(5).rounds(),
                        plans.now().rounds()))
                .containsExactly(1, 1, 2, 2);
    }
}
