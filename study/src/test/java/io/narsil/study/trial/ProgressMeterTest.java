package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import io.narsil.study.event.Progress;
import io.narsil.study.event.StudyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final Budget budget = new Budget("b", Map.of(Measure.MACS, 1_000_000L));
    private final SearchPlan plan = SearchPlan.of(List.of(budget))
            .pool(20)
            .rounds(1)
            .batch(4)
            .epochs(2)
            .finalEpochs(3)
            .build();
    private final Pool pool = Pool.build(List.of(budget), problem.costs(), 20, new Seeds(1));
    private long now;

    private final List<Double> shares = new ArrayList<>();
    private final ProgressMeter meter = new ProgressMeter(
            plan,
            problem,
            () -> now,
            e -> shares.add(((StudyEvent.Progressed) e).progress().share()));

    private List<Trial> trials(Trial.Kind kind, int count, int epochs) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Trial(i, kind, 0, "b", pool.all().get(0), epochs, epochs))
                .toList();
    }

    private StudyEvent.TrialsChosen chosen(Step.Why why, List<Trial> trials) {
        return new StudyEvent.TrialsChosen(
                why,
                1,
                "accuracy",
                trials.stream()
                        .map(t -> new StudyEvent.Choice(t, problem.cost(t.candidate()), Optional.empty()))
                        .toList());
    }

    private void typicalIsTheFirst() {
        meter.on(new StudyEvent.PoolBuilt(
                1, Map.of("b", problem.cost(pool.all().get(0)).activations())));
    }

    private static TrialResult over(int trial, Double... accuracies) {
        return new TrialResult(trial, TrialResult.Status.DONE, List.of(accuracies), OptionalDouble.empty(), "");
    }

    @Test
    void workOfEqualTrialsIsSharedAndTimedEqually() {
        typicalIsTheFirst();
        assertThat(meter.progress().share()).isZero();
        assertThat(meter.progress().secondsLeft()).isEmpty();
        now = 5_000_000_000L;
        meter.on(chosen(Step.Why.SPREAD, trials(Trial.Kind.ROUND, 4, 2)));
        meter.on(new StudyEvent.TrialStarted(0));
        // 4 candidates of 2 epochs, a finalist of 3: 11 epochs, of which one a second is trained.
        for (int i = 0; i < 7; i++) {
            now += 1_000_000_000L;
            meter.on(new StudyEvent.EpochDone(i / 2, i % 2 + 1, 1, 0.1 * (i + 1), 1));
        }
        Progress progress = meter.progress();
        assertThat(progress.share()).isCloseTo(7.0 / 11, within(1e-9));
        assertThat(progress.secondsLeft().orElseThrow()).isCloseTo(4, within(1e-6));
        assertThat(progress.best()).as("none has ended well").isEmpty();
        assertThat(progress.planned()).isEqualTo(5);
        assertThat(shares).hasSize(8).isSorted();
        meter.on(new StudyEvent.TrialDone(over(0, 0.1, 0.2)));
        meter.on(new StudyEvent.TrialDone(new TrialResult(
                2, TrialResult.Status.DIVERGED, List.of(0.5, 0.6), OptionalDouble.empty(), "it never learned")));
        assertThat(meter.progress().best()).containsExactly(Map.entry("b", 0.2));
    }

    @Test
    void whatWasTrainedBeforeCountsAsDoneButNotAsSpeed() {
        typicalIsTheFirst();
        now = 1;
        List<EpochRecord> epochs = List.of(new EpochRecord(1, 1, 0.5, 1), new EpochRecord(2, 1, 0.6, 1));
        meter.restore(trials(Trial.Kind.ROUND, 4, 2).stream()
                .map(t -> new StoredTrial(
                        t,
                        problem.cost(t.candidate()),
                        Optional.empty(),
                        "spread",
                        t.id() == 0,
                        t.id() == 0 ? epochs : List.of(),
                        t.id() == 0 ? Optional.of(over(0, 0.5, 0.6)) : Optional.empty()))
                .toList());
        assertThat(meter.progress().share()).isCloseTo(2.0 / 11, within(1e-9));
        assertThat(meter.progress().secondsLeft()).isEmpty();
        assertThat(meter.progress().candidates()).isEqualTo(1);
        // A worker that goes on from a checkpoint says again what is known.
        meter.on(new StudyEvent.EpochDone(0, 2, 1, 0.6, 0));
        assertThat(meter.progress().share()).isCloseTo(2.0 / 11, within(1e-9));
        meter.on(new StudyEvent.TrialReopened(0, "weights", "lost"));
        assertThat(meter.progress().candidates()).isZero();
    }

    @Test
    void aTrialThatEndsEarlyLeavesNoWorkBehind() {
        meter.on(chosen(Step.Why.FINALS, trials(Trial.Kind.FINALIST, 2, 3)));
        meter.on(new StudyEvent.TrialDone(over(0)));
        meter.on(new StudyEvent.EpochDone(1, 1, 1, 0.5, 1));
        meter.on(new StudyEvent.TrialDone(over(1, 0.5)));
        // The round that was never chosen weighs nothing here, since no pool was given.
        assertThat(meter.progress().share()).isCloseTo(1, within(1e-9));
    }

    @Test
    void severalFinalistsCountBeforeTheyAreChosen() {
        SearchPlan three = SearchPlan.of(List.of(budget))
                .pool(20)
                .rounds(1)
                .batch(4)
                .epochs(2)
                .finalEpochs(3)
                .finalists(3)
                .build();
        ProgressMeter several = new ProgressMeter(three, problem, () -> now, e -> {});
        several.on(new StudyEvent.PoolBuilt(
                1, Map.of("b", problem.cost(pool.all().get(0)).activations())));
        several.on(chosen(Step.Why.SPREAD, trials(Trial.Kind.ROUND, 4, 2)));
        several.on(new StudyEvent.EpochDone(0, 1, 1, 0.5, 1));
        several.on(new StudyEvent.EpochDone(0, 2, 1, 0.6, 1));
        several.on(new StudyEvent.TrialDone(over(0, 0.5, 0.6)));
        assertThat(several.progress().planned()).isEqualTo(4 + 3);
        assertThat(several.progress().share()).isCloseTo(2.0 / (4 * 2 + 3 * 3), within(1e-9));
    }

    @Test
    void whatNobodyAskedForIsPassedOver() {
        typicalIsTheFirst();
        meter.on(new StudyEvent.EpochDone(7, 1, 1, 0.5, 1));
        meter.on(new StudyEvent.TrialDone(over(7, 0.5)));
        assertThat(meter.progress().candidates()).isZero();
    }
}
