package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a trial lives in every store, from the moment it is chosen; part of {@link TrialStoreContract}. */
public abstract class TrialLifeContract {
    /** The store of this test. */
    TrialStore store;

    /** One of its studies. */
    StudyTrials study;

    /** Opens an empty store. */
    protected abstract TrialStore open();

    @BeforeEach
    void begin() {
        store = open();
        study = store.study("study", Samples.SPACE);
    }

    @AfterEach
    void end() {
        store.close();
    }

    StoredTrial stored(int id) {
        return study.trial(id).orElseThrow();
    }

    @Test
    void aTrialHasAResultOnlyWhenItIsOver() {
        study.chosen(List.of(chosen(trial(0, 1, 2))));
        assertThat(stored(0).status()).isEqualTo("chosen");
        assertThat(stored(0).started()).isFalse();
        study.started(0);
        study.started(0);
        study.epoch(0, epoch(1, 0.25));
        assertThat(stored(0).status()).isEqualTo("running");
        assertThat(stored(0).started()).isTrue();
        assertThat(stored(0).result()).isEmpty();
        assertThat(study.finishedCount()).isZero();
        study.epoch(0, epoch(2, 1.0 / 3));
        study.finished(done(0, OptionalDouble.empty(), 0.25, 1.0 / 3));
        assertThat(stored(0).result()).contains(done(0, OptionalDouble.empty(), 0.25, 1.0 / 3));
        assertThat(stored(0).status()).isEqualTo("done");
        assertThat(study.finishedCount()).isEqualTo(1);
    }

    @Test
    void aTrialMayEndBeforeItWasStarted() {
        study.chosen(List.of(chosen(trial(0, 1, 2))));
        study.finished(failed(0, "no worker could be started"));
        assertThat(stored(0).started()).isTrue();
        assertThat(stored(0).result()).contains(failed(0, "no worker could be started"));
    }

    @Test
    void anEpochThatIsReportedAgainStaysAsItWas() {
        study.chosen(List.of(chosen(trial(0, 0, 2)), chosen(trial(1, 1, 2))));
        study.epoch(0, new EpochRecord(2, 1, 0.2, 9));
        study.epoch(0, new EpochRecord(1, 2, 0.1, 9));
        study.epoch(0, new EpochRecord(1, 2, 0.1, 0));
        assertThat(stored(0).epochs()).containsExactly(new EpochRecord(1, 2, 0.1, 9), new EpochRecord(2, 1, 0.2, 9));
        assertThat(stored(0).seconds()).isEqualTo(18);
        assertThat(stored(1).epochs()).isEmpty();
    }

    @Test
    void aFinishedTrialNeverChanges() {
        study.chosen(List.of(chosen(trial(3, 0, 1))));
        study.started(3);
        study.epoch(3, epoch(1, 0.5));
        study.finished(done(3, OptionalDouble.empty(), 0.5));
        StoredTrial before = stored(3);
        study.finished(failed(3, "late"));
        study.epoch(3, epoch(2, 0.75));
        study.started(3);
        assertThat(stored(3)).isEqualTo(before);
        assertThat(study.finishedCount()).isEqualTo(1);
    }

    @Test
    void aReopenedTrialRunsAgainAndKeepsItsEpochs() {
        study.chosen(List.of(chosen(trial(3, 0, 1))));
        study.started(3);
        study.epoch(3, epoch(1, 0.5));
        study.finished(done(3, OptionalDouble.of(0.4), 0.5));
        study.reopened(3);
        assertThat(stored(3).result()).isEmpty();
        assertThat(stored(3).status()).isEqualTo("running");
        assertThat(stored(3).epochs()).containsExactly(epoch(1, 0.5));
        assertThat(study.finishedCount()).isZero();
        study.finished(done(3, OptionalDouble.empty(), 0.5));
        assertThat(stored(3).result()).contains(done(3, OptionalDouble.empty(), 0.5));
    }

    @Test
    void reopeningATrialThatIsNotOverChangesNothing() {
        study.chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(1, 1, 1))));
        study.started(1);
        List<StoredTrial> before = study.trials();
        study.reopened(0);
        study.reopened(1);
        assertThat(study.trials()).isEqualTo(before);
    }

    @Test
    void failuresKeepTheirReason() {
        study.chosen(List.of(chosen(trial(1, 0, 3)), chosen(trial(2, 1, 3))));
        String reason = "the loss was NaN\n" + "x".repeat(100_000);
        TrialResult diverged =
                new TrialResult(1, TrialResult.Status.DIVERGED, List.of(), OptionalDouble.empty(), reason);
        study.finished(diverged);
        study.finished(failed(2, ""));
        assertThat(stored(1).result()).contains(diverged);
        assertThat(stored(1).status()).isEqualTo("diverged");
        assertThat(stored(2).result()).contains(failed(2, ""));
    }

    @Test
    void aTrialThatIsRegisteredAgainStaysAsItWas() {
        Trial trial = trial(0, 0, 1);
        study.chosen(List.of(new Chosen(trial, Cost.ZERO, Optional.of(new Prediction(0.8, 0.01)), "first")));
        study.started(0);
        study.epoch(0, epoch(1, 0.5));
        StoredTrial before = stored(0);
        study.chosen(List.of(
                new Chosen(trial, Cost.ZERO, Optional.of(new Prediction(0.9, 0.02)), "again"), chosen(trial(1, 1, 1))));
        study.chosen(List.of(new Chosen(trial, Cost.ZERO, Optional.empty(), "again")));
        assertThat(stored(0)).isEqualTo(before);
        assertThat(stored(0).prediction()).contains(new Prediction(0.8, 0.01));
        assertThat(study.trials()).hasSize(2);
    }

    @Test
    void anotherTrialUnderTheSameNumberIsRefused() {
        Trial trial = new Trial(
                4, Trial.Kind.FINALIST, 2, "b", Samples.SPACE.candidate(new int[] {0}), 3, 5, OptionalInt.of(1));
        study.chosen(List.of(chosen(trial)));
        study.chosen(List.of(chosen(trial)));
        var other = Samples.SPACE.candidate(new int[] {1});
        var same = trial.candidate();
        OptionalInt one = OptionalInt.of(1);
        for (Trial another : List.of(
                new Trial(4, Trial.Kind.FINALIST, 2, "b", other, 3, 5, one),
                new Trial(4, Trial.Kind.BASELINE, 2, "b", same, 3, 5, one),
                new Trial(4, Trial.Kind.FINALIST, 1, "b", same, 3, 5, one),
                new Trial(4, Trial.Kind.FINALIST, 2, "c", same, 3, 5, one),
                new Trial(4, Trial.Kind.FINALIST, 2, "b", same, 2, 5, one),
                new Trial(4, Trial.Kind.FINALIST, 2, "b", same, 3, 6, one),
                new Trial(4, Trial.Kind.FINALIST, 2, "b", same, 3, 5, OptionalInt.of(2)),
                new Trial(4, Trial.Kind.FINALIST, 2, "b", same, 3, 5, one, Optional.of(new Trial.Continued(2, 1))),
                new Trial(4, Trial.Kind.FINALIST, 2, "b", same, 3, 5))) {
            assertThatThrownBy(() -> study.chosen(List.of(chosen(another))))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("trial 4 was ");
        }
        assertThat(study.trials()).extracting(StoredTrial::trial).containsExactly(trial);
    }

    @Test
    void aResultThatContradictsTheEpochsIsRefused() {
        study.chosen(List.of(chosen(trial(0, 0, 2))));
        study.epoch(0, epoch(1, 0.5));
        assertThatThrownBy(() -> study.finished(done(0, OptionalDouble.empty(), 0.25)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> study.finished(done(0, OptionalDouble.empty(), 0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(study.finishedCount()).isZero();
    }

    @Test
    void numbersThatAreNoneAreKept() {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        study.chosen(List.of(
                new Chosen(trial(0, 0, 2), Cost.ZERO, Optional.of(new Prediction(nan, infinity)), ""),
                new Chosen(trial(1, 1, 2), Cost.ZERO, Optional.of(new Prediction(-infinity, nan)), "")));
        study.epoch(0, new EpochRecord(1, nan, 0.5, infinity));
        study.epoch(0, new EpochRecord(2, -infinity, nan, nan));
        study.finished(done(0, OptionalDouble.of(nan), 0.5, nan));
        study.finished(new TrialResult(1, TrialResult.Status.DIVERGED, List.of(), OptionalDouble.of(infinity), ""));
        assertThat(stored(0).prediction()).contains(new Prediction(nan, infinity));
        assertThat(stored(1).prediction()).contains(new Prediction(-infinity, nan));
        assertThat(stored(0).epochs())
                .containsExactly(new EpochRecord(1, nan, 0.5, infinity), new EpochRecord(2, -infinity, nan, nan));
        assertThat(stored(0).result()).contains(done(0, OptionalDouble.of(nan), 0.5, nan));
        assertThat(stored(1).result().orElseThrow().testScore()).hasValue(infinity);
    }

    static TrialResult done(int trial, OptionalDouble test, Double... accuracies) {
        return new TrialResult(trial, TrialResult.Status.DONE, List.of(accuracies), test, "");
    }

    static TrialResult failed(int trial, String reason) {
        return new TrialResult(trial, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), reason);
    }
}
