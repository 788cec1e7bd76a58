package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose network a budget gets. Nothing is trained here. */
class FamilyTest {
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 700_000L));
    private static final Budget MEDIUM = new Budget("medium", Map.of(Measure.MACS, 1_200_000L));
    private static final Budget LARGE = new Budget("large", Map.of(Measure.MACS, 2_000_000L));

    private final Problem exact = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    /** Chance moves a score of 66 % by some two points. */
    private final Problem problem = exact.judgedOn(200);

    private int trials;

    /** A candidate within a budget, and beyond others. */
    private Candidate within(Budget budget, Budget... beyond) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> problem.space().random(new Seeds(1).stream("candidate", i)))
                .filter(c -> budget.fits(problem.cost(c)))
                .filter(c -> List.of(beyond).stream().noneMatch(b -> b.fits(problem.cost(c))))
                .findFirst()
                .orElseThrow();
    }

    private FamilyMember member(Budget budget, Candidate candidate, double score) {
        Trial trial = new Trial(trials++, Trial.Kind.FINALIST, 1, budget.name(), candidate, 1, 1);
        boolean done = score > 0;
        TrialResult result = new TrialResult(
                trial.id(),
                done ? TrialResult.Status.DONE : TrialResult.Status.DIVERGED,
                done ? List.of(score) : List.of(),
                OptionalDouble.empty(),
                done ? "" : "the loss was NaN");
        return new FamilyMember(
                budget, new History.Entry(trial, Optional.empty(), Optional.of(result)), Optional.empty());
    }

    private List<Integer> networks(FamilyMember... own) {
        return Family.of(problem, List.of(own)).stream()
                .map(m -> m.trial().id())
                .toList();
    }

    @Test
    void aSmallerNetworkThatIsBetterByMoreThanChanceIsTheMemberOfTheLargerBudget() {
        assertThat(problem.deviation(0.66)).isBetween(0.015, 0.025);
        FamilyMember small = member(SMALL, within(SMALL), 0.72);
        FamilyMember large = member(LARGE, within(LARGE, SMALL), 0.66);
        List<FamilyMember> family = Family.of(problem, List.of(small, large));
        assertThat(family.get(0)).isEqualTo(small);
        FamilyMember member = family.get(1);
        assertThat(member.budget()).isEqualTo(LARGE);
        assertThat(member.trial()).isEqualTo(small.trial());
        assertThat(member.result().score()).isEqualTo(0.72);
        assertThat(member.smaller()).contains(small);
        assertThat(member.own()).isEqualTo(large);
        assertThat(member.byHand()).isFalse();
    }

    @Test
    void withinChanceTheLargerBudgetKeepsItsOwn() {
        assertThat(networks(member(SMALL, within(SMALL), 0.68), member(LARGE, within(LARGE), 0.66)))
                .containsExactly(0, 1);
        assertThat(Family.of(exact, List.of(member(SMALL, within(SMALL), 0.661), member(LARGE, within(LARGE), 0.66))))
                .as("where scores are exact, anything better is better")
                .last()
                .matches(m -> m.smaller().isPresent());
    }

    @Test
    void theBestOfSeveralIsTakenAndNamedWhereItWasFound() {
        assertThat(networks(
                        member(SMALL, within(SMALL), 0.70),
                        member(MEDIUM, within(MEDIUM, SMALL), 0.75),
                        member(LARGE, within(LARGE), 0.6)))
                .containsExactly(0, 1, 1);
        trials = 0;
        List<FamilyMember> family = Family.of(
                problem,
                List.of(
                        member(SMALL, within(SMALL), 0.80),
                        member(MEDIUM, within(MEDIUM), 0.70),
                        member(LARGE, within(LARGE), 0.6)));
        assertThat(family.get(2).smaller().orElseThrow().budget())
                .as("not medium, whose network is that of small, too")
                .isEqualTo(SMALL);
    }

    /** Budgets are ordered, but a network that fits one need not fit the next. */
    @Test
    void whatDoesNotFitIsNotTaken() {
        Budget large = new Budget("large", Map.of(Measure.MACS, 2_000_000L), Map.of(Measure.MACS, 700_001L));
        assertThat(networks(member(SMALL, within(SMALL), 0.8), member(large, within(large), 0.6)))
                .containsExactly(0, 1);
    }

    @Test
    void aBudgetOfWhichNothingCameHasASmallerNetworkOrTheReason() {
        assertThat(networks(member(SMALL, within(SMALL), 0.6), member(LARGE, within(LARGE), 0)))
                .containsExactly(0, 0);
        trials = 0;
        assertThat(networks(member(SMALL, within(SMALL), 0), member(LARGE, within(LARGE), 0)))
                .containsExactly(0, 1);
    }

    /** The predicted latency is not all: finalists of such a budget are timed on the machine. */
    @Test
    void aLatencyThatNobodyCheckedIsNotPromised() {
        Budget quick = new Budget("quick", Map.of(Measure.LATENCY, 2_000L));
        Budget slow = new Budget("slow", Map.of(Measure.LATENCY, 3_000L));
        assertThat(networks(member(SMALL, within(SMALL), 0.8), member(slow, within(LARGE), 0.6)))
                .containsExactly(0, 1);
        trials = 0;
        assertThat(networks(member(quick, within(SMALL), 0.8), member(slow, within(LARGE), 0.6)))
                .containsExactly(0, 0);
    }
}
