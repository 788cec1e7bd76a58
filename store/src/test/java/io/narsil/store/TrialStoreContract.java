package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do; a test of a store extends this. */
abstract class TrialStoreContract {
    private static final SearchSpace SPACE =
            SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3]}\n");

    private TrialStore store;

    abstract TrialStore open();

    @BeforeEach
    void begin() {
        store = open();
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static Trial trial(int id, int gene, int epochs) {
        return new Trial(id, Trial.Kind.ROUND, 0, "small", SPACE.candidate(new int[] {gene}), epochs, epochs);
    }

    @Test
    void aTrialHasAResultOnlyWhenItIsOver() {
        Trial trial = trial(0, 1, 2);
        assertThat(store.result(trial)).isEmpty();
        store.started(trial, Cost.ZERO);
        store.epoch(0, new EpochRecord(1, 2.5, 0.25, 1));
        assertThat(store.result(trial)).isEmpty();
        assertThat(store.finishedCount()).isZero();
        store.epoch(0, new EpochRecord(2, 1.5, 1.0 / 3, 1));
        TrialResult result =
                new TrialResult(0, TrialResult.Status.DONE, List.of(0.25, 1.0 / 3), OptionalDouble.of(0.1), "");
        store.finished(result);
        assertThat(store.result(trial)).contains(result);
        assertThat(store.finishedCount()).isEqualTo(1);
    }

    @Test
    void anEpochThatIsReportedAgainStaysAsItWas() {
        store.started(trial(0, 0, 2), Cost.ZERO);
        store.epoch(0, new EpochRecord(2, 1, 0.2, 9));
        store.epoch(0, new EpochRecord(1, 2, 0.1, 9));
        store.epoch(0, new EpochRecord(1, 2, 0.1, 0));
        assertThat(store.epochs(0)).containsExactly(new EpochRecord(1, 2, 0.1, 9), new EpochRecord(2, 1, 0.2, 9));
        assertThat(store.epochs(1)).isEmpty();
    }

    @Test
    void aFinishedTrialNeverChanges() {
        Trial trial = trial(3, 0, 1);
        store.started(trial, Cost.ZERO);
        store.epoch(3, new EpochRecord(1, 1, 0.5, 1));
        TrialResult first = new TrialResult(3, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), "");
        store.finished(first);
        store.finished(new TrialResult(3, TrialResult.Status.FAILED, List.of(0.5), OptionalDouble.empty(), "late"));
        store.started(trial, Cost.ZERO);
        assertThat(store.result(trial)).contains(first);
    }

    @Test
    void aReopenedTrialRunsAgainAndKeepsItsEpochs() {
        Trial trial = trial(3, 0, 1);
        store.started(trial, Cost.ZERO);
        store.epoch(3, new EpochRecord(1, 1, 0.5, 1));
        store.finished(new TrialResult(3, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.of(0.4), ""));
        store.reopened(3);
        assertThat(store.result(trial)).isEmpty();
        assertThat(store.finishedCount()).isZero();
        TrialResult again = new TrialResult(3, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.of(0.3), "");
        store.finished(again);
        assertThat(store.result(trial)).contains(again);
    }

    @Test
    void failuresKeepTheirReason() {
        store.started(trial(1, 0, 3), Cost.ZERO);
        TrialResult failed =
                new TrialResult(1, TrialResult.Status.DIVERGED, List.of(), OptionalDouble.empty(), "the loss was NaN");
        store.finished(failed);
        assertThat(store.result(trial(1, 0, 3))).contains(failed);
    }

    @Test
    void anotherCandidateUnderTheSameNumberIsRefused() {
        store.started(trial(0, 0, 2), Cost.ZERO);
        assertThatThrownBy(() -> store.result(trial(0, 1, 2))).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> store.result(trial(0, 0, 3))).isInstanceOf(UserException.class);
    }

    @Test
    void aPredictionMayBeKeptTwice() {
        store.predicted(0, new Prediction(0.8, 0.01));
        store.predicted(0, new Prediction(0.8, 0.01));
    }
}
