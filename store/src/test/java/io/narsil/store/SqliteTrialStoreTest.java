package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrialStoreTest extends TrialStoreContract {
    @TempDir
    private Path folder;

    @Override
    TrialStore open() {
        return SqliteTrialStore.open(folder.resolve("study.db"));
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        try (TrialStore store = SqliteTrialStore.open(folder.resolve("other.db"))) {
            store.epoch(7, new EpochRecord(1, 1, 0.5, 2));
        }
        try (TrialStore store = SqliteTrialStore.open(folder.resolve("other.db"))) {
            assertThat(store.epochs(7)).containsExactly(new EpochRecord(1, 1, 0.5, 2));
        }
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path file = folder.resolve("damaged.db");
        Files.writeString(file, "this is not a database, though it is long enough to look like one".repeat(20));
        assertThatThrownBy(() -> SqliteTrialStore.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("damaged.db: the database is damaged");
    }
}
