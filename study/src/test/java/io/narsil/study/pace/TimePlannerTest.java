package io.narsil.study.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.study.TimeLimit;
import io.narsil.study.Tiny;
import io.narsil.study.UsualLength;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimePlannerTest {
    private static final List<String> ALL = List.of("rounds", "batch", "epochs", "final_epochs");

    private static final SearchPlan PLAN =
            SearchPlan.of(Tiny.PLAN.budgets()).seed(7).build();

    /** An epoch of a small network takes 1 second, of a large one 2. */
    private final Pace pace = new Pace(1e-3, 2, Map.of("small", 1000.0, "large", 2000.0), List.of(1000.0, 2000.0));

    private TimePlanner planner(String... planned) {
        return planner(UsualLength.FROM_RANDOM, planned);
    }

    private TimePlanner planner(UsualLength usual, String... planned) {
        return new TimePlanner(new TimeLimit(10, planned.length == 0 ? ALL : List.of(planned)), pace, usual);
    }

    @Test
    void aStepTakesAsLongAsItsWorkers() {
        assertThat(Makespan.of(List.of(1.0, 2.0, 3.0), 1)).isEqualTo(6);
        assertThat(Makespan.of(List.of(1.0, 2.0, 3.0), 2)).isEqualTo(3);
        assertThat(Makespan.of(List.of(3.0, 1.0), 8)).isEqualTo(3);
        assertThat(Makespan.of(List.of(), 2)).isZero();
    }

    @Test
    void studentsAreTrainedAfterTheirTeacher() {
        SearchPlan together = Tiny.PLAN.paced(1, 4, 1, 6);
        SearchPlan taught = SearchPlan.of(together.budgets())
                .finalEpochs(6)
                .distillation(0.5)
                .build();
        Pace many = new Pace(1e-3, 8, Map.of("small", 1000.0, "large", 2000.0), List.of(1000.0, 2000.0));
        assertThat(many.finals(taught) - many.finals(together)).isCloseTo(6, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {120, 180, 600, 3600, 36000})
    void aPlanFillsItsTime(double seconds) {
        SearchPlan plan = planner().begin(PLAN, seconds);
        assertThat(pace.all(plan)).isBetween(0.9 * seconds, seconds);
        assertThat(plan.finalEpochs()).isGreaterThanOrEqualTo(plan.epochs());
        assertThat(plan.budgets()).isEqualTo(PLAN.budgets());
        assertThat(plan.seed()).isEqualTo(PLAN.seed());
    }

    @Test
    void moreTimeIsMoreOfEverything() {
        SearchPlan brief = planner().begin(PLAN, 300);
        SearchPlan ample = planner().begin(PLAN, 3000);
        assertThat(ample.epochs()).isGreaterThan(brief.epochs());
        assertThat(ample.rounds() * ample.batch()).isGreaterThan(brief.rounds() * brief.batch());
        assertThat(ample.finalEpochs()).isGreaterThan(brief.finalEpochs());
    }

    /** From trained weights a few steps show what a candidate is worth, and finalists have six times as many. */
    @ParameterizedTest
    @ValueSource(doubles = {600, 3600, 36000})
    void fromTrainedWeightsCandidatesAreMoreAndFinalsLonger(double seconds) {
        SearchPlan random = planner().begin(PLAN, seconds);
        SearchPlan trained = planner(UsualLength.FROM_TRAINED).begin(PLAN, seconds);
        assertThat(pace.all(trained)).isBetween(0.9 * seconds, seconds);
        assertThat(trained.epochs()).isLessThan(random.epochs());
        assertThat(random.finalEpochs()).isGreaterThanOrEqualTo(3 * random.epochs());
        assertThat(trained.finalEpochs()).isGreaterThanOrEqualTo(6 * trained.epochs());
        assertThat(trained.rounds() * trained.batch()).isGreaterThan(random.rounds() * random.batch());
    }

    @Test
    void furtherRoundsLeaveTimeForTheUsualFinals() {
        SearchPlan plan = Tiny.PLAN.paced(6, 4, 2, 12);
        double seconds = 4 * pace.round(plan, 2) + pace.finals(plan) + 0.1;
        assertThat(planner(UsualLength.FROM_TRAINED).goOn(plan, 2, 2, seconds)).isEqualTo(plan);
        assertThat(planner().goOn(plan, 2, 2, seconds).rounds()).isGreaterThan(6);
    }

    @Test
    void whereTimeIsTooShortTheSmallestSearchIsLeft() {
        SearchPlan plan = planner().begin(PLAN, 1);
        assertThat(List.of(plan.rounds(), plan.batch(), plan.epochs(), plan.finalEpochs()))
                .containsExactly(2, 2, 1, 1);
    }

    @Test
    void thePoolHasEnoughForAllRounds() {
        SearchPlan plan = planner().begin(SearchPlan.of(PLAN.budgets()).pool(60).build(), 36000);
        assertThat(plan.rounds() * plan.batch()).isBetween(20, 30);
    }

    @Test
    void whatAStudySaysIsRespected() {
        SearchPlan given = PLAN.paced(3, 5, 4, 9);
        SearchPlan plan = planner("batch", "final_epochs").begin(given, 1000);
        assertThat(plan.rounds()).isEqualTo(3);
        assertThat(plan.epochs()).isEqualTo(4);
        assertThat(pace.all(plan)).isBetween(850.0, 1000.0);
        assertThat(planner("rounds").begin(given, 300)).satisfies(p -> {
            assertThat(p).isEqualTo(given.paced(p.rounds(), 5, 4, 9));
            assertThat(pace.all(p)).isBetween(240.0, 300.0);
        });
    }

    @Test
    void whereTimeRunsShortTheFinalsComeEarlier() {
        SearchPlan plan = Tiny.PLAN.paced(6, 4, 2, 6);
        double round = pace.round(plan, 2);
        double finals = pace.finals(plan);
        assertThat(planner().goOn(plan, 2, 2, 4 * round + finals + 0.1)).isEqualTo(plan);
        assertThat(planner().goOn(plan, 2, 2, 1.5 * round + finals).rounds()).isEqualTo(3);
        assertThat(planner().goOn(plan, 2, 2, 1.9 * round + finals).finalEpochs())
                .as("what is left of a round is spent on the finals")
                .isGreaterThan(6);
        assertThat(planner().goOn(plan, 2, 2, finals / 2)).satisfies(p -> {
            assertThat(p.rounds()).isEqualTo(2);
            assertThat(pace.finals(p)).isLessThanOrEqualTo(finals / 2);
        });
        assertThat(planner().goOn(plan, 2, 2, -5).finalEpochs()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 180, 600, 3600, 36000})
    void aPlanWithRungsFillsItsTimeAndMoreTimeIsMoreOfEverything(double seconds) {
        SearchPlan given = PLAN.climbing(List.of(2, 6), 18);
        SearchPlan plan = planner("rounds", "batch", "rungs").begin(given, seconds);
        assertThat(plan.rungs()).isEqualTo(Ladder.thirds(plan.finalEpochs()));
        assertThat(pace.all(plan)).isBetween(0.8 * seconds, seconds);
        SearchPlan ample = planner("rounds", "batch", "rungs").begin(given, 10 * seconds);
        assertThat(ample.finalEpochs()).isGreaterThan(plan.finalEpochs());
        assertThat(ample.rounds() * ample.batch()).isGreaterThan(plan.rounds() * plan.batch());
        SearchPlan said = planner("rounds", "batch").begin(given, 10 * seconds);
        assertThat(said.rungs()).containsExactly(2, 6);
        assertThat(said.finalEpochs()).isEqualTo(18);
    }

    /** With one worker and a budget an epoch of a second, all can be counted by hand. */
    @Test
    void theTimeOfThoseWhoClimbIsCounted() {
        Pace one = new Pace(1e-3, 1, Map.of("small", 1000.0, "large", 2000.0), List.of());
        SearchPlan plan = Tiny.PLAN.climbing(List.of(1, 3), 9).paced(2, 6, 1, 9);
        double first = 3 * (1 + 2);
        double second = 2 * (1 + 2);
        double third = 6 * (1 + 2);
        double waits = 4 * 3;
        assertThat(one.all(plan)).isCloseTo(3 * (first + second) + third + waits, within(1e-9));
        Pace many = new Pace(1e-3, 8, Map.of("small", 1000.0, "large", 2000.0), List.of());
        SearchPlan taught = SearchPlan.of(plan.budgets())
                .rounds(2)
                .batch(6)
                .epochs(1)
                .rungs(List.of(1, 3))
                .finalEpochs(9)
                .distillation(0.5)
                .build();
        assertThat(many.all(taught) - many.all(plan)).as("students wait").isCloseTo(6, within(1e-9));
    }

    @Test
    void whereTimeRunsShortFewerClimbAndRungsStay() {
        SearchPlan plan = Tiny.PLAN.climbing(List.of(1, 3), 9).paced(3, 6, 1, 9);
        TimePlanner planner = planner("rounds", "batch", "rungs");
        Ladder nobody = Ladder.before(plan);
        double time = pace.left(plan, nobody, 3);
        assertThat(planner.climbOn(plan, 1, nobody, time)).isEqualTo(plan);
        assertThat(planner.climbOn(plan, 1, nobody, 10 * time).rounds()).isGreaterThan(3);
        SearchPlan fewer = planner.climbOn(plan, 1, nobody, 0.93 * time);
        assertThat(fewer).isEqualTo(plan.paced(3, fewer.batch(), 1, 9));
        assertThat(fewer.batch()).isBetween(4, 5);
        SearchPlan brief = planner.climbOn(plan, 1, nobody, 0.7 * time);
        assertThat(brief.rounds()).isLessThan(3);
        assertThat(pace.left(brief, nobody, brief.rounds())).isBetween(0.5 * time, 0.7 * time);
        assertThat(planner.climbOn(plan, 1, nobody, -5)).isEqualTo(plan.paced(1, 2, 1, 9));
        assertThat(planner("rounds").climbOn(plan, 1, nobody, -5)).isEqualTo(plan.paced(1, 6, 1, 9));
    }

    @Test
    void whereTimeIsLeftThereAreMoreRounds() {
        SearchPlan plan = Tiny.PLAN.paced(3, 4, 2, 6);
        double time = 5 * pace.round(plan, 1) + pace.finals(plan) + 0.5;
        assertThat(planner().goOn(plan, 1, 1, time).rounds()).isEqualTo(6);
        assertThat(planner("epochs").goOn(plan, 1, 1, time)).isEqualTo(plan);
    }
}
