package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    @TempDir
    private Path folder;

    @Test
    void aLockIsWaitedForAsLongAsIsAllowed() throws Exception {
        Path file = folder.resolve("study.db");
        try (TrialStore patient = JdbcTrialStore.open(new SqliteDialect(file));
                TrialStore hasty = JdbcTrialStore.open(new SqliteDialect(file, Duration.ofMillis(1)));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            StudyTrials refused = hasty.study("s", Samples.SPACE);
            List<Chosen> batch = List.of(Samples.chosen(Samples.trial(0, 0, 1)));
            assertThatThrownBy(() -> refused.chosen(batch))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("has kept the database locked");
            StudyTrials waiting = patient.study("s", Samples.SPACE);
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> waiting.chosen(batch));
            statement.execute("COMMIT");
            done.get();
            assertThat(waiting.trials()).hasSize(1);
        }
    }
}
