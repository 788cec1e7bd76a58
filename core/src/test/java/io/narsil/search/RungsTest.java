package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A search whose candidates climb, over a made-up truth: nothing is trained. */
class RungsTest {
    private static final List<Budget> BUDGETS = List.of(
            new Budget("small", Map.of(Measure.MACS, 700_000L)), new Budget("large", Map.of(Measure.MACS, 2_000_000L)));

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final List<Step.Train> steps = new ArrayList<>();

    private static SearchPlan.Builder plan() {
        return SearchPlan.of(BUDGETS)
                .pool(200)
                .rounds(2)
                .batch(12)
                .epochs(1)
                .rungs(List.of(1, 3))
                .finalEpochs(9);
    }

    private TrialResult result(Trial trial, Predicate<Trial> fails) {
        if (fails.test(trial)) {
            return new TrialResult(trial.id(), TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "made up");
        }
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            curve.add(new Oracle(costs).truth(trial.candidate()) - 0.1 / epoch);
        }
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    private SearchBuilder builder(SearchPlan plan) {
        return Search.of(Problem.of(costs.space(), costs.images()), plan).predictor(new Oracle(costs));
    }

    private Search search(SearchPlan plan) {
        return builder(plan).build();
    }

    private Step.Done run(SearchPlan plan, Predicate<Trial> fails) {
        return search(plan).run(History.EMPTY, step -> {
            steps.add(step);
            return step.trials().stream().map(t -> result(t, fails)).toList();
        });
    }

    private List<Trial> seen() {
        return steps.stream().flatMap(s -> s.trials().stream()).toList();
    }

    @Test
    void nobodyStartsAnew() {
        run(plan().build(), t -> false);
        Set<Integer> begun = new HashSet<>();
        for (Trial trial : seen()) {
            trial.continued()
                    .ifPresentOrElse(
                            from -> {
                                Trial first = seen().stream()
                                        .filter(t -> t.id() == from.trial())
                                        .findFirst()
                                        .orElseThrow();
                                assertThat(trial.candidate()).isEqualTo(first.candidate());
                                assertThat(trial.origin()).isEqualTo(first.id());
                                assertThat(trial.epochs()).isGreaterThan(from.epochs());
                                assertThat(trial.ownEpochs()).isEqualTo(trial.epochs() - from.epochs());
                            },
                            () -> {
                                assertThat(trial.epochs()).isEqualTo(1);
                                begun.add(trial.id());
                            });
            assertThat(trial.scheduleEpochs()).isEqualTo(9);
        }
        // Two rounds of twelve and what evolution brought, all of them different.
        assertThat(begun).hasSize(36);
        assertThat(seen().stream().map(Trial::candidate).distinct()).hasSize(36);
    }

    @Test
    void aThirdClimbsWhereARungIsThreeTimesAsLong() {
        run(plan().build(), t -> false);
        assertThat(seen()).filteredOn(t -> t.epochs() == 3).hasSize(12);
        assertThat(seen()).filteredOn(t -> t.epochs() == 9).hasSize(4).allMatch(t -> t.kind() == Trial.Kind.FINALIST);
        assertThat(steps.stream().map(Step.Train::why))
                .containsExactly(
                        Step.Why.SPREAD,
                        Step.Why.CLIMBING,
                        Step.Why.PROMISING,
                        Step.Why.CLIMBING,
                        Step.Why.PROMISING,
                        Step.Why.CLIMBING,
                        Step.Why.FINALS);
    }

    /** Of two candidates of a budget none is a third: who climbs is chosen among those of two rounds. */
    @Test
    void thoseOfTheFirstRoundDoNotTakeAllPlaces() {
        SearchPlan small = plan().rounds(3).batch(4).build();
        run(small, t -> false);
        assertThat(steps.stream().map(Step.Train::why))
                .startsWith(Step.Why.SPREAD, Step.Why.PROMISING, Step.Why.CLIMBING, Step.Why.PROMISING);
        assertThat(seen()).filteredOn(t -> t.epochs() == 1).hasSize(16);
        assertThat(seen()).filteredOn(t -> t.epochs() == 3).hasSize(6);
        assertThat(seen()).filteredOn(t -> t.epochs() == 9).hasSize(2);
        sameStepsFromAnywhere(small, t -> false);
    }

    @Test
    void theBestOfEachBudgetClimb() {
        Step.Done done = run(plan().build(), t -> false);
        for (FamilyMember member : done.family()) {
            double best = seen().stream()
                    .filter(t -> t.budget().equals(member.budget().name()))
                    .mapToDouble(t -> new Oracle(costs).truth(t.candidate()))
                    .max()
                    .orElseThrow();
            assertThat(new Oracle(costs).truth(member.trial().candidate())).isCloseTo(best, within(1e-3));
            assertThat(member.trial().epochs()).isEqualTo(9);
        }
    }

    @Test
    void theBestOfTheLargestTeachesTheOthersOnTheirLastWay() {
        SearchPlan taught = plan().distillation(0.8).build();
        Step.Done done = run(taught, t -> t.epochs() == 9 && t.id() % 5 == 0);
        int teacher = done.family().get(1).trial().id();
        assertThat(seen())
                .filteredOn(t -> t.epochs() == 9 && t.budget().equals("small"))
                .isNotEmpty()
                .allMatch(t -> t.teacher().equals(OptionalInt.of(teacher)));
        assertThat(seen())
                .filteredOn(t -> t.epochs() < 9 || t.budget().equals("large"))
                .allMatch(t -> t.teacher().isEmpty());
        assertThat(steps.get(steps.size() - 1).trials())
                .allMatch(t -> t.budget().equals("small"));
        assertThat(teacher)
                .isLessThan(steps.get(steps.size() - 1).trials().get(0).id());
        sameStepsFromAnywhere(taught, t -> t.epochs() == 9 && t.id() % 5 == 0);
    }

    @Test
    void theNextBestTakesThePlaceOfOneThatFails() {
        Step.Done done = run(plan().build(), t -> t.epochs() == 9 && t.id() % 2 == 0);
        assertThat(done.family()).allMatch(m -> m.result().done());
        long well = steps.stream()
                .filter(s -> s.why() == Step.Why.FINALS)
                .flatMap(s -> s.trials().stream())
                .filter(t -> t.id() % 2 == 1)
                .count();
        assertThat(well).isEqualTo(4);
    }

    @Test
    void whoGoesOnToTheEndIsCheckedBefore() {
        Set<Candidate> refused = new HashSet<>();
        Step.Done done = builder(plan().build())
                .check((budget, ranked) -> {
                    List<Scored> admitted = ranked.stream()
                            .filter(s -> s.candidate().fingerprint().charAt(0) % 2 == 0)
                            .toList();
                    ranked.stream()
                            .map(Scored::candidate)
                            .filter(c -> c.fingerprint().charAt(0) % 2 != 0)
                            .forEach(refused::add);
                    return admitted;
                })
                .build()
                .run(History.EMPTY, step -> {
                    steps.add(step);
                    return step.trials().stream()
                            .map(t -> result(t, x -> false))
                            .toList();
                });
        assertThat(refused).isNotEmpty();
        assertThat(done.family()).hasSize(2);
        assertThat(seen())
                .filteredOn(t -> t.kind() == Trial.Kind.FINALIST)
                .noneMatch(t -> refused.contains(t.candidate()));
    }

    @Test
    void aSearchThatWasStoppedAnywhereTakesTheSameSteps() {
        run(plan().build(), t -> false);
        sameStepsFromAnywhere(plan().build(), t -> false);
    }

    private void sameStepsFromAnywhere(SearchPlan plan, Predicate<Trial> fails) {
        History history = History.EMPTY;
        for (Step.Train step : steps) {
            Step.Train again = (Step.Train) search(plan).next(history);
            assertThat(again.trials()).isEqualTo(step.trials());
            history = history.with(
                    again, again.trials().stream().map(t -> result(t, fails)).toList());
        }
        assertThat(search(plan).next(history)).isInstanceOf(Step.Done.class);
    }

    @Test
    void whatIsBroughtToItsEndEarlyGoesOnFromWhereItIs() {
        run(plan().build(), t -> false);
        Step.Train first = steps.get(0);
        History history = History.EMPTY.with(
                first, first.trials().stream().map(t -> result(t, x -> false)).toList());
        Step.Train finals = (Step.Train) search(plan().build().finish(9)).next(history);
        assertThat(finals.trials())
                .hasSize(2)
                .allMatch(t -> t.kind() == Trial.Kind.FINALIST && t.continued().isPresent() && t.epochs() == 9);
    }

    @Test
    void aBudgetOfWhichNobodyBeganGetsOneThatIsTrainedAtOnce() {
        Step.Train first = (Step.Train) search(plan().build()).next(History.EMPTY);
        History history = History.EMPTY.with(
                first,
                first.trials().stream()
                        .map(t -> result(t, x -> x.budget().equals("large")))
                        .toList());
        Step.Train finals = (Step.Train) search(plan().build().finish(9)).next(history);
        assertThat(finals.trials()).extracting(Trial::budget).containsExactly("small", "large");
        assertThat(finals.trials().get(0).continued()).isPresent();
        assertThat(finals.trials().get(1).continued()).isEmpty();
        Step.Done done = search(plan().build().finish(9))
                .run(
                        history,
                        step -> step.trials().stream()
                                .map(t -> result(t, x -> false))
                                .toList());
        assertThat(done.family()).allMatch(m -> m.result().done());
    }

    @Test
    void rungsMustGrow() {
        assertThatThrownBy(() -> plan().rungs(List.of(1, 1)).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan().rungs(List.of(1, 9)).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan().rungs(List.of(2, 3)).build()).isInstanceOf(IllegalArgumentException.class);
    }
}
