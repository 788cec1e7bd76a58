package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A search that trains more than one finalist for each budget, and takes the best. Nothing is trained here. */
class SeveralFinalistsTest {
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 700_000L));
    private static final Budget LARGE = new Budget("large", Map.of(Measure.MACS, 2_000_000L));

    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final List<Trial> finals = new ArrayList<>();
    /** The score of a finalist; none where its training fails. */
    private ToDoubleFunction<Trial> chance = t -> 0.5;

    private static SearchPlan.Builder plan(int finalists) {
        return SearchPlan.of(List.of(SMALL, LARGE))
                .pool(200)
                .rounds(2)
                .batch(6)
                .epochs(2)
                .finalEpochs(4)
                .finalists(finalists);
    }

    private TrialResult train(Trial trial) {
        double last = new Oracle(problem.costs()).truth(trial.candidate());
        if (trial.kind() == Trial.Kind.FINALIST) {
            finals.add(trial);
            last = chance.applyAsDouble(trial);
            if (Double.isNaN(last)) {
                return new TrialResult(
                        trial.id(), TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "diverged");
            }
        }
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            curve.add(last - 0.01 * (trial.epochs() - epoch));
        }
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    private Search search(Plans plans) {
        return Search.of(problem, plans).predictor(new Oracle(problem.costs())).build();
    }

    private History go(History from, Plans plans) {
        finals.clear();
        History history = from;
        while (search(plans).next(history) instanceof Step.Train step) {
            history = history.with(step, step.trials().stream().map(this::train).toList());
        }
        return history;
    }

    private List<FamilyMember> family(History history, Plans plans) {
        return ((Step.Done) search(plans).next(history)).family();
    }

    private List<Trial> finals(Budget budget) {
        return finals.stream().filter(t -> t.budget().equals(budget.name())).toList();
    }

    @Test
    void theBestOfThoseThatWereTrainedBecomesTheMember() {
        Plans plans = Plans.of(plan(3).build());
        // The least promising one of each budget turns out best.
        chance = t -> 0.5 + 0.001 * t.id();
        List<FamilyMember> family = family(go(History.EMPTY, plans), plans);
        for (FamilyMember member : family) {
            List<Trial> tried = finals(member.budget());
            assertThat(tried).hasSize(3).extracting(Trial::candidate).doesNotHaveDuplicates();
            assertThat(member.finalist().trial()).isEqualTo(tried.get(2));
        }
        List<Trial> three = List.copyOf(finals);
        Plans one = Plans.of(plan(1).build());
        List<FamilyMember> usual = family(go(History.EMPTY, one), one);
        assertThat(finals).hasSize(2);
        for (FamilyMember member : usual) {
            assertThat(three.stream()
                            .filter(t -> t.budget().equals(member.budget().name()))
                            .findFirst()
                            .orElseThrow()
                            .candidate())
                    .as("the first is the one that would be trained alone")
                    .isEqualTo(member.finalist().trial().candidate());
        }
    }

    @Test
    void ofEqualsTheMostPromisingOneIsTaken() {
        Plans plans = Plans.of(plan(2).build());
        List<FamilyMember> family = family(go(History.EMPTY, plans), plans);
        assertThat(family)
                .allSatisfy(m -> assertThat(m.finalist().trial())
                        .isEqualTo(finals(m.budget()).get(0)));
    }

    @Test
    void anotherIsTakenForOneThatFailsAndNotForEver() {
        Plans plans = Plans.of(plan(2).build());
        chance = t -> t.budget().equals("small") && finals(SMALL).size() == 1 ? Double.NaN : 0.5;
        go(History.EMPTY, plans);
        assertThat(finals(SMALL)).hasSize(3).extracting(Trial::candidate).doesNotHaveDuplicates();
        assertThat(finals(LARGE)).hasSize(2);
        chance = t -> t.budget().equals("small") ? Double.NaN : 0.5;
        List<FamilyMember> family = family(go(History.EMPTY, plans), plans);
        assertThat(finals(SMALL)).hasSize(4);
        assertThat(family.get(0).finalist().done()).isFalse();
        chance = t -> t.budget().equals("small") && finals(SMALL).size() > 1 ? Double.NaN : 0.5;
        assertThat(family(go(History.EMPTY, plans), plans))
                .as("one that was trained well is enough for a member")
                .allMatch(m -> m.finalist().done());
    }

    @Test
    void aRunThatIsOverTrainsOneMoreWhereTheStudyAsksForIt() {
        Plans one = Plans.of(plan(1).build());
        History over = go(History.EMPTY, one);
        List<Trial> before = List.copyOf(finals);
        chance = t -> 0.9;
        Plans two =
                new Plans(List.of(new Plans.Era(0, plan(1).build()), new Plans.Era(over.nextId(), plan(2).build())));
        History more = go(over, two);
        assertThat(finals).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(finals)
                .extracting(Trial::candidate)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Trial::candidate).toList());
        assertThat(family(more, two)).extracting(m -> m.finalist().trial()).containsExactlyElementsOf(finals);
    }

    @Test
    void theBestOfTheLargestBudgetTeachesTheOthers() {
        Plans plans = Plans.of(plan(2).distillation(0.5).build());
        chance = t -> 0.5 + 0.001 * t.id();
        go(History.EMPTY, plans);
        Trial teacher = finals(LARGE).get(1);
        assertThat(finals(LARGE)).hasSize(2).allMatch(t -> t.teacher().isEmpty());
        assertThat(finals(SMALL)).hasSize(2).allMatch(t -> t.teacher().getAsInt() == teacher.id());
    }
}
