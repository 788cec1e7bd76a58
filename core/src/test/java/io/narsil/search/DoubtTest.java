package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoubtTest {
    private static final SearchSpace SPACE = SpaceFile.parse("s", """
            narsil: space/1
            name: s
            input: {smallest: 8, largest: 32}
            stages:
              - {block: conv, kernel: 3, channels: {values: [8, 16], prior: 8}, stride: 2}
              - {block: classifier}
            recipe:
              dropout: {values: [0, 0.1, 0.2], prior: 0.2}
              mixup: [0, 0.1]
            """, 16);
    private static final StageCosts COSTS = new StageCosts(SPACE, new InputSpec(3, 16, 10));
    private static final Budget ALL = new Budget("all", Map.of(Measure.MACS, 1_000_000_000L));
    private static final Priors PRIORS = Priors.of(SPACE, 30);

    /** One that is told what each candidate comes to. */
    private static ScorePredictor told(ToDoubleFunction<Candidate> score) {
        return new Told(c -> new Prediction(score.applyAsDouble(c), 0.01));
    }

    private static String value(Candidate candidate, String name) {
        int index = IntStream.range(0, SPACE.parameters().size())
                .filter(i -> SPACE.parameters().get(i).name().equals(name))
                .findFirst()
                .orElseThrow();
        return SPACE.parameters().get(index).values().get(candidate.gene(index));
    }

    private static Candidate best(double dropoutsLead, double widthsLead, double doubt) {
        ScorePredictor told = told(c -> (value(c, "dropout").equals("0") ? dropoutsLead : 0)
                + (value(c, "stage1.channels").equals("16") ? widthsLead : 0));
        List<Candidate> start =
                Pool.build(List.of(ALL), COSTS, 12, new Seeds(1)).all();
        return new Evolution(told, COSTS, PRIORS, doubt)
                .run(ALL, start, new Seeds(1).stream("evolution", 0))
                .get(0)
                .candidate();
    }

    private static SearchPlan plan(int epochs, int finals) {
        return SearchPlan.of(List.of(ALL)).epochs(epochs).finalEpochs(finals).build();
    }

    /** Four candidates, half of which have 0.2 more: a spread of 0.1. */
    private static double doubt(SearchPlan plan) {
        List<Candidate> trained =
                Pool.build(List.of(ALL), COSTS, 12, new Seeds(1)).all();
        List<Candidate> each = List.of(
                trained.stream().filter(c -> c.gene(0) == 0).findFirst().orElseThrow(),
                trained.stream().filter(c -> c.gene(0) == 1).findFirst().orElseThrow());
        return Doubt.of(plan, told(c -> 0.2 * c.gene(0)), each);
    }

    @Test
    void aLeadOfARecipeMustBeWorthItsDistance() {
        assertThat(value(best(0.05, 0, 0), "dropout")).isEqualTo("0");
        assertThat(value(best(0.05, 0, 0.1), "dropout")).isEqualTo("0.2");
        assertThat(value(best(0.5, 0, 0.1), "dropout")).isEqualTo("0");
    }

    @Test
    void architecturesAreNotDoubted() {
        assertThat(value(best(0, 0.001, 0.1), "stage1.channels")).isEqualTo("16");
    }

    @Test
    void theShorterTheTrainingsTheMoreIsDoubted() {
        assertThat(doubt(plan(15, 15))).isZero();
        assertThat(doubt(plan(6, 12))).isCloseTo(0.005, within(1e-12));
        assertThat(doubt(plan(3, 12))).isCloseTo(0.0075, within(1e-12));
        assertThat(Doubt.of(plan(3, 12), told(c -> 1), List.of())).isZero();
    }

    @Test
    void whereCandidatesClimbNothingIsDoubted() {
        SearchPlan climbing = SearchPlan.of(List.of(ALL))
                .epochs(3)
                .finalEpochs(12)
                .rungs(List.of(3))
                .build();
        assertThat(doubt(climbing)).isZero();
    }

    /** The finalist of a search in a space that believes in a dropout of 0.2, and in nothing of the network. */
    private static String finalistsDropout(int epochs) {
        SearchSpace space = SpaceFile.parse("t", """
                narsil: space/1
                name: t
                recipe:
                  dropout: {values: [0, 0.1, 0.2], prior: 0.2}
                  other: [0, 1, 2, 3]
                """);
        ScorePredictor told = told(c -> 0.002 * (2 - c.gene(0)) + 0.1 * c.gene(1));
        SearchPlan plan = SearchPlan.of(List.of(ALL))
                .pool(12)
                .rounds(1)
                .batch(6)
                .epochs(epochs)
                .finalEpochs(12)
                .build();
        Search search = Search.of(Problem.of(space, new InputSpec(1, 8, 2)), plan)
                .predictor(told)
                .build();
        History history = History.EMPTY;
        while (search.next(history) instanceof Step.Train train) {
            for (Trial trial : train.trials()) {
                if (trial.kind() == Trial.Kind.FINALIST) {
                    return space.parameters()
                            .get(0)
                            .values()
                            .get(trial.candidate().gene(0));
                }
            }
            List<TrialResult> results = train.trials().stream()
                    .map(t -> new TrialResult(
                            t.id(),
                            TrialResult.Status.DONE,
                            Collections.nCopies(t.epochs(), told.means(List.of(t.candidate()))[0]),
                            OptionalDouble.empty(),
                            ""))
                    .toList();
            history = history.with(train, results);
        }
        throw new AssertionError("no finalist");
    }

    @Test
    void aSearchDoubtsRecipesWhereverOneIsBelievedIn() {
        assertThat(finalistsDropout(3)).isEqualTo("0.2");
        assertThat(finalistsDropout(12)).isEqualTo("0");
    }
}
