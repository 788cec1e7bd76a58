package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store must do besides, if what it keeps outlives the program. */
public abstract class DurableTrialStoreContract extends TrialStoreContract {
    /** Opens the store of the last {@link #open} once more, whether that is closed or not. */
    protected abstract TrialStore again();

    /** Opens the same to read. */
    protected abstract TrialStore existing();

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        List<StoredTrial> written;
        try (TrialStore store = open()) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1)), chosen(trial(1, 2, 1))));
            study.started(0);
            study.epoch(0, epoch(1, 0.5));
            study.finished(new TrialResult(0, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.of(0.25), ""));
            written = study.trials();
        }
        assertThat(written).hasSize(2);
        try (TrialStore store = again()) {
            assertThat(store.studies()).containsExactly("s");
            assertThat(store.study("s", Samples.SPACE).trials()).isEqualTo(written);
        }
        try (TrialStore store = existing()) {
            assertThat(store.study("s", Samples.SPACE).trials()).isEqualTo(written);
        }
    }

    @Test
    void aReaderSeesWhatAnotherWrites() {
        try (TrialStore writing = open();
                TrialStore reading = existing()) {
            StudyTrials read = reading.study("s", Samples.SPACE);
            assertThat(read.trials()).isEmpty();
            StudyTrials written = writing.study("s", Samples.SPACE);
            written.chosen(List.of(chosen(trial(0, 1, 1))));
            assertThat(read.trials()).isEqualTo(written.trials()).hasSize(1);
            written.epoch(0, epoch(1, 0.5));
            assertThat(read.trials()).isEqualTo(written.trials());
        }
    }

    @Test
    void aReaderChangesNothing() {
        try (TrialStore writing = open();
                TrialStore reading = existing()) {
            writing.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
            StudyTrials study = reading.study("s", Samples.SPACE);
            assertThatThrownBy(() -> study.started(0)).isInstanceOf(UserException.class);
            assertThatThrownBy(() -> study.chosen(List.of(chosen(trial(1, 1, 1)))))
                    .isInstanceOf(UserException.class);
            assertThat(study.trials()).hasSize(1);
            assertThat(study.trials().get(0).started()).isFalse();
        }
    }

    @Test
    void twoWhoWriteDoNotLoseOrMixTrials() throws Exception {
        int each = 20;
        try (TrialStore first = open();
                TrialStore second = again()) {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                Future<?> one = pool.submit(() -> write(first.study("s", Samples.SPACE), 0, each));
                Future<?> two = pool.submit(() -> write(second.study("s", Samples.SPACE), each, each));
                one.get();
                two.get();
            } finally {
                pool.shutdownNow();
            }
            assertThat(first.studies()).containsExactly("s");
            assertThat(first.study("s", Samples.SPACE).trials()).hasSize(2 * each);
            StudyTrials other = second.study("s", Samples.SPACE);
            assertThatThrownBy(() -> other.chosen(List.of(chosen(trial(0, 1, 1)))))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("trial 0 was ");
        }
    }

    private static void write(StudyTrials study, int from, int count) {
        for (int id = from; id < from + count; id++) {
            study.chosen(List.of(chosen(trial(id, 0, 1))));
        }
    }
}
