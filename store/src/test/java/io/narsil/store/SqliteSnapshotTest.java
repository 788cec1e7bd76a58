package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only looks touches nothing. */
class SqliteSnapshotTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("study.db");
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                CRC32 bytes = new CRC32();
                bytes.update(Files.isRegularFile(each) ? Files.readAllBytes(each) : new byte[0]);
                found.put(each.getFileName() + " " + Files.getLastModifiedTime(each), bytes.getValue());
            }
        }
        return found;
    }

    private List<StoredTrial> seen() {
        try (TrialStore store = TrialStores.snapshot(file.toString())) {
            assertThat(store.studies()).containsExactly("s");
            return store.study("s", Samples.SPACE).trials();
        }
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void write() {
        try (TrialStore store = TrialStores.open(file.toString())) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1)), chosen(trial(1, 2, 1))));
        }
    }

    @Test
    void whatIsStillInTheLogIsSeenAndNothingIsTouched() throws Exception {
        try (TrialStore writing = TrialStores.open(file.toString())) {
            StudyTrials study = writing.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 2))));
            study.epoch(0, epoch(1, 0.5));
            List<StoredTrial> written = study.trials();
            Map<String, Long> before = files();
            assertThat(before.keySet()).anyMatch(name -> name.startsWith("study.db-wal"));
            assertThat(seen()).isEqualTo(written).hasSize(1);
            assertThat(files()).isEqualTo(before);
            study.epoch(0, epoch(2, 0.75));
            assertThat(seen().get(0).scores()).containsExactly(0.5, 0.75);
        }
        Map<String, Long> closed = files();
        assertThat(seen()).hasSize(1);
        assertThat(files()).isEqualTo(closed);
    }

    /** A kill leaves a log, which whoever opens the database would write into it. */
    @Test
    void aLogThatNobodyWritesToStaysAsItIs() throws Exception {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (TrialStore writing = TrialStores.open(file.toString())) {
            writing.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 2))));
            for (String name : List.of("study.db", "study.db-wal")) {
                Files.copy(folder.resolve(name), killed.resolve(name));
            }
        }
        folder = killed;
        file = killed.resolve("study.db");
        Map<String, Long> before = files();
        assertThat(before).hasSize(2);
        assertThat(seen()).hasSize(1);
        assertThat(files()).isEqualTo(before);
    }

    /** Logs are written into the database and begun anew all the time. */
    @Test
    void aDatabaseThatChangesMeanwhileIsSeenAsItOnceWas() throws Exception {
        int trials = 150;
        SqlDialect hasty = new DelegatingDialect(new SqliteDialect(file)) {
            @Override
            public void prepare(Connection connection) throws SQLException {
                super.prepare(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA synchronous = OFF");
                    statement.execute("PRAGMA wal_autocheckpoint = 4");
                }
            }
        };
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (TrialStore writing = JdbcTrialStore.open(hasty)) {
            StudyTrials study = writing.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 0, 1))));
            Future<?> writer = pool.submit(() ->
                    IntStream.range(1, trials).forEach(id -> study.chosen(List.of(chosen(trial(id, id % 3, 1))))));
            List<Integer> counts = new ArrayList<>();
            do {
                List<StoredTrial> seen = seen();
                assertThat(seen)
                        .extracting(StoredTrial::id)
                        .containsExactlyElementsOf(
                                IntStream.range(0, seen.size()).boxed().toList());
                counts.add(seen.size());
            } while (!writer.isDone());
            writer.get();
            assertThat(counts).isSorted();
            assertThat(seen()).hasSize(trials);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anEarlierVersionIsReadAndStaysOne() throws Exception {
        write();
        execute(
                "ALTER TABLE trial DROP COLUMN continues",
                "ALTER TABLE trial DROP COLUMN continues_after",
                "PRAGMA user_version = 3");
        Map<String, Long> before = files();
        assertThat(seen()).hasSize(2);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatCannotBeReadIsCalledByItsOwnName() throws Exception {
        refused("there is no such database");
        Files.writeString(file, "no database at all, but a text that is longer than a header of SQLite. ".repeat(9));
        refused("the database is damaged");
        Files.delete(file);
        write();
        execute("PRAGMA user_version = 7");
        refused("the database is of version 7, newer than this program");
        Path elsewhere = folder.resolve("elsewhere.db");
        Files.move(file, elsewhere);
        try {
            Files.createSymbolicLink(file, elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeThat(true).as("this system makes no links").isFalse();
        }
        refused("this is a link, which is not followed");
    }

    private void refused(String what) throws IOException {
        Map<String, Long> before = files();
        assertThatThrownBy(() -> TrialStores.snapshot(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ": " + what);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void damagedTrialsAreToldAndTheOthersRead() throws Exception {
        write();
        execute("UPDATE trial SET budget = 'another' WHERE id = 0");
        List<String> damaged = new ArrayList<>();
        try (TrialStore store = TrialStores.snapshot(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThat(study.readable(fault -> damaged.add(fault.getMessage())))
                    .extracting(StoredTrial::id)
                    .containsExactly(1);
            assertThat(damaged).singleElement().asString().startsWith(file + ": trial 0 is damaged");
            assertThatThrownBy(study::trials).hasMessage(damaged.get(0));
        }
    }
}
