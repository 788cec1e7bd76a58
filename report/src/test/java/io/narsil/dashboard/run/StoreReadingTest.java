package io.narsil.dashboard.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreReadingTest {
    @Test
    void aCopyThatFailsAtEveryNumberIsAskedOnceForTrialsThatNobodyToldOf() {
        List<Integer> asked = new ArrayList<>();
        StoreReading found = StoreReading.of(
                id -> {
                    asked.add(id);
                    throw new UserException("study.db", "the database is damaged", "");
                },
                List.of(2, 5),
                7);
        assertThat(asked).containsExactly(2, 5, 7);
        assertThat(found.rows()).isEmpty();
        assertThat(found.faults()).containsExactly("study.db: the database is damaged.");
    }

    @Test
    void theFirstNumberThatNoTrialHasIsTheEnd() {
        List<Integer> asked = new ArrayList<>();
        StoreReading found = StoreReading.of(
                id -> {
                    asked.add(id);
                    return Optional.empty();
                },
                List.of(),
                3);
        assertThat(asked).containsExactly(3);
        assertThat(found.faults()).isEmpty();
    }

    @Test
    void aFailureThatNobodyForesawIsSaidOfItsFile() {
        assertThat(StoreReading.texts(Path.of("events.jsonl"), new IllegalStateException("closed")))
                .containsExactly("events.jsonl: it cannot be read: java.lang.IllegalStateException: closed");
    }
}
