package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrialStoreTest extends DurableTrialStoreContract {
    @TempDir
    private Path folder;

    private int opened;

    @Override
    protected TrialStore open() {
        opened++;
        return again();
    }

    @Override
    protected TrialStore again() {
        return TrialStores.open(file().toString());
    }

    @Override
    protected TrialStore existing() {
        return TrialStores.existing(file().toString());
    }

    /** A path with whatever means something in an address. */
    private Path file() {
        return folder.resolve("runs/50% of a b? #" + opened + "/study.db");
    }

    @Test
    void whatWasWrittenIsInTheFilesBeforeTheStoreIsClosed() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (TrialStore store = open()) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1))));
            study.epoch(0, epoch(1, 0.5));
            // As a process that was killed leaves them.
            try (Stream<Path> files = Files.list(file().getParent())) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            try (TrialStore killed = TrialStores.open(copy.resolve("study.db").toString())) {
                assertThat(killed.study("s", Samples.SPACE).trials())
                        .isEqualTo(study.trials())
                        .hasSize(1);
            }
        }
    }

    @Test
    void aBatchThatFindsNoRoomIsRefusedAndMayBeTriedAgain() throws Exception {
        Path file = folder.resolve("full.db");
        int[] most = {Integer.MAX_VALUE};
        SqlDialect small = new DelegatingDialect(new SqliteDialect(file)) {
            @Override
            public void prepare(Connection connection) throws SQLException {
                super.prepare(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA max_page_count = " + most[0]);
                }
            }
        };
        List<Chosen> batch = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            batch.add(chosen(trial(id, id % 3, 1)));
        }
        JdbcTrialStore.open(small).close();
        most[0] = (int) (Files.size(file) / 4_096) + 2;
        try (TrialStore store = JdbcTrialStore.open(small)) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThatThrownBy(() -> study.chosen(batch))
                    .isInstanceOf(UserException.class)
                    .hasMessage(file + ": the disk is full or cannot be written."
                            + " Maybe free some space and run the same command.");
            assertThat(study.trials()).isEmpty();
            study.chosen(batch.subList(0, 2));
            assertThat(study.trials()).hasSize(2);
        }
        most[0] = Integer.MAX_VALUE;
        try (TrialStore store = JdbcTrialStore.open(small)) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(batch);
            assertThat(study.trials()).hasSize(200);
        }
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path file = folder.resolve("damaged.db");
        Files.writeString(file, "this is not a database, though it is long enough to look like one".repeat(20));
        assertThat(TrialStores.damaged(file.toString())).isTrue();
        assertThatThrownBy(() -> TrialStores.open(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("damaged.db: the database is damaged. Maybe ");
        assertThatThrownBy(() -> TrialStores.existing(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("damaged.db: the database is damaged");
    }

    @Test
    void aDatabaseThatIsOverwrittenInTheMiddleIsDamaged() throws Exception {
        Path file = folder.resolve("middle.db");
        assertThat(TrialStores.damaged(file.toString())).isFalse();
        try (TrialStore store = TrialStores.open(file.toString())) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
        }
        assertThat(TrialStores.damaged(file.toString())).isFalse();
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 4_096, bytes.length, (byte) 0);
        Files.write(file, bytes);
        assertThat(TrialStores.damaged(file.toString())).isTrue();
    }

    @Test
    void aDatabaseOfAnotherVersionIsRefusedButNotDamaged() throws Exception {
        Path old = folder.resolve("old.db");
        execute(old, "CREATE TABLE trial (id INTEGER PRIMARY KEY)", "PRAGMA user_version = 1");
        byte[] before = Files.readAllBytes(old);
        assertThat(TrialStores.damaged(old.toString())).isFalse();
        for (Opening opening : List.<Opening>of(TrialStores::open, TrialStores::existing)) {
            assertThatThrownBy(() -> opening.open(old.toString()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("old.db: the database is of version 1: it was made by an earlier version")
                    .hasMessageContaining("Maybe use the version of narsil that made it, or search again in another");
        }
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
        Path later = folder.resolve("later.db");
        execute(later, "CREATE TABLE trial (id INTEGER PRIMARY KEY)", "PRAGMA user_version = 99");
        assertThatThrownBy(() -> TrialStores.open(later.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("later.db: the database is of version 99, newer than this program");
    }

    private interface Opening {
        TrialStore open(String address);
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws Exception {
        Path file = folder.resolve("history.db");
        execute(file, "CREATE TABLE visit (id INTEGER PRIMARY KEY)");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> TrialStores.open(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("history.db: this database holds something else than trials");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aReaderMakesNoDatabase() throws Exception {
        Path file = folder.resolve("none.db");
        assertThatThrownBy(() -> TrialStores.existing(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessage(file + ": there is no such database.");
        assertThat(file).doesNotExist();
        Files.createFile(file);
        assertThatThrownBy(() -> TrialStores.existing(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none.db: the database is empty");
    }

    @Test
    void aReaderLeavesNoFilesBehind() throws Exception {
        try (TrialStore store = open()) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
        }
        try (TrialStore store = existing()) {
            assertThat(store.study("s", Samples.SPACE).trials()).hasSize(1);
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aTrialThatWasChangedByHandIsNamed() throws Exception {
        try (TrialStore store = open()) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
        }
        assertRefused("UPDATE trial SET candidate = '{\"a\":\"1\"}'", "trial 0 is no candidate of the space \"t\"");
        assertRefused("UPDATE trial SET candidate = '{'", "trial 0 is damaged: its candidate is \"{\"");
        assertRefused("UPDATE trial SET candidate = 'null'", "trial 0 is damaged: its candidate is \"null\"");
        assertRefused("UPDATE trial SET candidate = '{\"a\":\"2\"}', kind = 'guess'", "it has the word \"guess\"");
        assertRefused("UPDATE trial SET kind = 'round', status = 'lost'", "it has the word \"lost\"");
    }

    private void assertRefused(String change, String message) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + file().toUri().toASCIIString());
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        try (TrialStore store = existing()) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThatThrownBy(study::trials).isInstanceOf(UserException.class).hasMessageContaining(message);
        }
    }

    private static void execute(Path file, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
