package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A search that finds nothing better than what is made by hand, in a space that has it. Nothing is trained here. */
class HandFinalistsTest {
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 700_000L));
    private static final Budget LARGE = new Budget("large", Map.of(Measure.MACS, 2_000_000L));

    private final Problem problem = Problem.of(SpaceFile.shipped("mobilenet", 28), new InputSpec(1, 28, 10))
            .comparedWith(Shapes.of(28, text -> text));

    private static SearchPlan.Builder plan() {
        return SearchPlan.of(List.of(SMALL, LARGE))
                .pool(200)
                .rounds(2)
                .batch(6)
                .epochs(2)
                .finalEpochs(4);
    }

    private final Map<Budget, List<Candidate>> byHand =
            ByHand.of(problem, plan().build()).choices();

    /** Believes in what is made by hand. */
    private final class Believer extends Oracle {
        private Believer() {
            super(problem.costs());
        }

        private boolean believed(Candidate candidate) {
            return byHand.values().stream().anyMatch(made -> made.contains(candidate));
        }

        @Override
        public List<Prediction> predict(List<Candidate> candidates) {
            return candidates.stream()
                    .map(c -> new Prediction(truth(c) + (believed(c) ? 1 : 0), 0))
                    .toList();
        }
    }

    private Step next(SearchPlan plan, History history) {
        return Search.of(problem, Plans.of(plan))
                .predictor(new Believer())
                .build()
                .next(history);
    }

    private History go(History from, SearchPlan plan) {
        History history = from;
        while (next(plan, history) instanceof Step.Train step) {
            history = history.with(step, step.trials().stream().map(this::train).toList());
        }
        return history;
    }

    private boolean fails;

    private TrialResult train(Trial trial) {
        if (fails && trial.kind() == Trial.Kind.HAND) {
            return new TrialResult(
                    trial.id(), TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "diverged");
        }
        List<Double> curve = Collections.nCopies(trial.epochs(), trial.kind() == Trial.Kind.HAND ? 0.9 : 0.5);
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    private static List<Candidate> of(Trial.Kind kind, Budget budget, History history) {
        return history.entries().stream()
                .map(History.Entry::trial)
                .filter(t -> t.kind() == kind && t.budget().equals(budget.name()))
                .map(Trial::candidate)
                .toList();
    }

    @Test
    void theNextBestIsTheFinalistAndWhatWasMadeByHandTheMember() {
        SearchPlan plan = plan().build();
        History history = go(History.EMPTY, plan);
        for (Budget budget : plan.budgets()) {
            assertThat(of(Trial.Kind.HAND, budget, history)).isEqualTo(byHand.get(budget));
            assertThat(of(Trial.Kind.FINALIST, budget, history))
                    .hasSize(1)
                    .doesNotContainAnyElementsOf(byHand.get(budget));
        }
        assertThat(((Step.Done) next(plan, history)).family()).allMatch(FamilyMember::byHand);
        assertThat(next(plan, history)).as("asked again").isInstanceOf(Step.Done.class);
    }

    @Test
    void whereNothingIsMadeByHandItIsTheFinalist() {
        History history = go(History.EMPTY, plan().hand(SearchPlan.Hand.OFF).build());
        assertThat(of(Trial.Kind.FINALIST, SMALL, history)).isEqualTo(byHand.get(SMALL));
        assertThat(of(Trial.Kind.FINALIST, LARGE, history)).isEqualTo(byHand.get(LARGE));
    }

    @Test
    void whereItsTrainingByHandFailedItIsTheFinalist() {
        fails = true;
        SearchPlan plan = plan().build();
        History history = go(History.EMPTY, plan);
        assertThat(of(Trial.Kind.FINALIST, SMALL, history)).isEqualTo(byHand.get(SMALL));
        assertThat(((Step.Done) next(plan, history)).family()).noneMatch(FamilyMember::byHand);
    }

    @Test
    void aFinalistThatATeacherHelpsMayBeTheSame() {
        SearchPlan plan = plan().distillation(0.5).build();
        History history = go(History.EMPTY, plan);
        assertThat(of(Trial.Kind.FINALIST, SMALL, history)).isEqualTo(byHand.get(SMALL));
    }

    /** What is believed, and so what is made by hand and tried first, is not changed by a clock that shortens the finals. */
    @Test
    void shorterFinalsChangeNoBelief() {
        SearchPlan planned = plan().finalEpochs(60).build();
        SearchPlan shorter = planned.paced(2, 6, 2, 49);
        assertThat(ByHand.of(problem, shorter).choices())
                .isNotEqualTo(ByHand.of(problem, planned).choices());
        SearchPlan kept = shorter.believing(60);
        assertThat(ByHand.of(problem, kept).choices())
                .isEqualTo(ByHand.of(problem, planned).choices());
        assertThat(candidates(next(kept, History.EMPTY))).isEqualTo(candidates(next(planned, History.EMPTY)));
        assertThat(kept.finish(5).believed()).isEqualTo(60);
        assertThat(kept.withRounds(3).believed()).isEqualTo(60);
    }

    private static List<Candidate> candidates(Step step) {
        return ((Step.Train) step).trials().stream().map(Trial::candidate).toList();
    }
}
