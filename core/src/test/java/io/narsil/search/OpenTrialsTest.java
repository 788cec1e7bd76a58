package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trials that are open when a search goes on: cut short, or opened again. */
class OpenTrialsTest {
    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final StageCosts costs = problem.costs();

    private static SearchPlan plan(int rounds, int pool) {
        return SearchPlan.of(List.of(new Budget("small", Map.of(Measure.MACS, 800_000L))))
                .pool(pool)
                .rounds(rounds)
                .batch(8)
                .epochs(3)
                .finalEpochs(9)
                .build();
    }

    /** Stops after the first epoch where a curve of the first round is missing, and never where all are there. */
    private static EarlyStop stop(List<List<Double>> curves, int epochs) {
        return curves.size() < 8 ? new EarlyStop(1, epochs, 0.5, 0.5) : EarlyStop.none(epochs);
    }

    private Search search(Plans.Era... eras) {
        return Search.of(problem, new Plans(List.of(eras)))
                .predictor(new Oracle(costs))
                .stopping(OpenTrialsTest::stop)
                .build();
    }

    private TrialResult result(Trial trial, TrialResult.Status status) {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            curve.add(new Oracle(costs).truth(trial.candidate()) - 0.1 / epoch);
        }
        return new TrialResult(trial.id(), status, curve, OptionalDouble.of(0.5), "");
    }

    /** Trains a step but for some trials, which fail. */
    private History train(History history, Step step, Set<Integer> failing) {
        Step.Train train = (Step.Train) step;
        return history.with(
                train,
                train.trials().stream()
                        .map(t -> result(
                                t, failing.contains(t.id()) ? TrialResult.Status.FAILED : TrialResult.Status.DONE))
                        .toList());
    }

    /** The same history, in which some trials are not over. */
    private static History open(History history, Step.Train chosen) {
        List<History.Entry> entries = new ArrayList<>(history.entries());
        chosen.trials()
                .forEach(t -> entries.add(new History.Entry(
                        t, Optional.ofNullable(chosen.predictions().get(t.id())), Optional.empty())));
        return History.of(entries);
    }

    @Test
    void roundsStopWhereTheyBeganToThoughATrialOfTheFirstIsTrainedOnceMore() {
        Plans.Era era = new Plans.Era(0, plan(3, 200));
        History history = train(History.EMPTY, search(era).next(History.EMPTY), Set.of(2));
        history = train(history, search(era).next(history), Set.of());
        assertThat(history.entries().subList(8, 16)).allMatch(e -> e.trial().epochs() == 1);
        List<History.Entry> entries = new ArrayList<>(history.entries());
        Trial failed = entries.get(2).trial();
        entries.set(
                2, new History.Entry(failed, Optional.empty(), Optional.of(result(failed, TrialResult.Status.DONE))));
        Step next = search(era).next(History.of(entries));
        assertThat(((Step.Train) next).trials()).hasSize(8).allMatch(t -> t.epochs() == 1);
    }

    @Test
    void finalsThatWereCutShortWaitForRoundsThatArePlannedNow() {
        Plans.Era era = new Plans.Era(0, plan(1, 200));
        History history = train(History.EMPTY, search(era).next(History.EMPTY), Set.of());
        History cut = open(history, (Step.Train) search(era).next(history));
        Plans.Era more = new Plans.Era(cut.nextId(), plan(2, 200));
        assertThat(((Step.Train) search(era, more).next(cut)).trials())
                .hasSize(8)
                .allMatch(t -> t.kind() == Trial.Kind.ROUND && t.round() == 1);
    }

    @Test
    void finalsThatWereCutShortGoOnWhereNoCandidateIsLeftForMoreRounds() {
        Plans.Era era = new Plans.Era(0, plan(1, 8));
        History history = train(History.EMPTY, search(era).next(History.EMPTY), Set.of());
        Step.Train finals = (Step.Train) search(era).next(history);
        History cut = open(history, finals);
        Plans.Era more = new Plans.Era(cut.nextId(), plan(2, 8));
        assertThat(((Step.Train) search(era, more).next(cut)).trials())
                .containsExactlyInAnyOrderElementsOf(finals.trials());
        assertThat(((Step.Train) search(era).next(cut)).trials()).containsExactlyInAnyOrderElementsOf(finals.trials());
    }
}
