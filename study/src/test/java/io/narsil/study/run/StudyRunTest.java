package io.narsil.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.files.WholeFile;
import io.narsil.study.Study;
import io.narsil.study.Tiny;
import io.narsil.study.event.RunTime;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.revision.FrozenStudy;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with a folder that it finds; whole runs are tests of the command line. */
class StudyRunTest {
    private static final StudyResult RESULT =
            new StudyResult("tiny", 3, 1, 2, 3, List.of(), List.of(), "accuracy", List.of(), 0.0);

    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private Study study;
    private RunFolder folder;

    /** A study whose images are not there: whoever looks for them fails with other words. */
    @BeforeEach
    void begin() {
        Path images = path.resolve("no-images");
        DataSpec data = new DataSpec("no-images", Optional.of(images), Optional.empty(), 0.1, false);
        study = Study.of("tiny", data, Tiny.PLAN).build();
        folder = new RunFolder(path.resolve("run"));
        new FrozenStudy(study, folder).keep(0, 0, StudyListener.NONE);
    }

    private StudyResult run() {
        return new StudyRun(study, folder.path(), study.worker(), events::add).run();
    }

    /** A database as an earlier version left it, with a table that this one does not know. */
    private void databaseOfVersion1() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE trial (id INTEGER PRIMARY KEY, candidate TEXT)");
            statement.execute("INSERT INTO trial VALUES (0, '{}')");
            statement.execute("PRAGMA user_version = 1");
        }
    }

    @Test
    void anUnfinishedRunOfAnEarlierVersionIsRefusedAtOnce() throws Exception {
        databaseOfVersion1();
        assertThatThrownBy(this::run)
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        folder.database() + ": the database is of version 1: it was made by an earlier version",
                        "search again in another folder with --out");
        assertThat(folder.images()).doesNotExist();
        assertThat(folder.events()).doesNotExist();
        assertThat(events).isEmpty();
    }

    @Test
    void aFinishedRunOfAnEarlierVersionStillHasItsResult() throws Exception {
        databaseOfVersion1();
        RESULT.write(folder);
        assertThat(run()).isEqualTo(RESULT);
        assertThat(events).containsExactly(new StudyEvent.FinishedBefore());
    }

    @Test
    void aResultThatIsDamagedIsNamed() {
        WholeFile.write(folder.result(), "{\"study\": ");
        assertThatThrownBy(this::run).hasMessageContaining(folder.result() + ": the file is damaged");
        assertThat(events).isEmpty();
    }

    /** What its trials are kept in is looked for before its images are. */
    @Test
    void aRunWhoseStoreIsElsewhereAndGoneIsRefusedAtOnce() {
        WholeFile.write(folder.store(), "store: sqlite:" + path.resolve("gone.db") + "\n");
        assertThatThrownBy(this::run)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(folder.store() + ": the trials of this run are kept in sqlite:");
        assertThat(folder.events()).doesNotExist();
        study = study.storedIn("--store", "sqlite:" + path.resolve("other.db"));
        assertThatThrownBy(this::run).hasMessageContaining("a run does not move");
    }

    @Test
    void nothingIsMadeElsewhereBeforeTheImagesAreThere() {
        Path elsewhere = path.resolve("elsewhere.db");
        study = study.storedIn("--store", "sqlite:" + elsewhere);
        assertThatThrownBy(this::run).hasMessageContaining("no-images");
        assertThat(elsewhere).doesNotExist();
        assertThat(folder.store()).doesNotExist();
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedBeforeTheImagesAreLookedFor() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        study = study.storedIn("--store", "postgresql://anna@localhost:" + free + "/narsil");
        assertThatThrownBy(this::run)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no server answers at localhost:" + free);
        assertThat(folder.events()).doesNotExist();
    }

    @Test
    void withoutATrialTheImagesAreLookedFor() {
        assertThatThrownBy(this::run).isInstanceOf(UserException.class).hasMessageContaining("no-images");
    }

    @Test
    void aFolderHasOneOwnerAtATime() {
        try (RunLock held = RunLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(this::run)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("another search is running in this folder");
        }
        RunLock.take(folder).close();
    }

    /** It was killed between the result, written last, and the last line of its log. */
    @Test
    void aLogThatMissesItsEndGetsItOnce() throws Exception {
        RESULT.write(folder);
        String before = """
                {"time":"2026-01-01T00:00:00Z","event":"data_read"}
                {"time":"2026-01-01T00:00:05Z","event":"trial_done"}
                """;
        Files.writeString(folder.events(), before + "{\"time\":");
        for (int start = 0; start < 2; start++) {
            assertThat(run()).isEqualTo(RESULT);
            assertThat(Files.readString(folder.events())).startsWith(before);
            assertThat(Files.readAllLines(folder.events()))
                    .hasSize(4)
                    .last()
                    .asString()
                    .contains("\"event\":\"finished\",\"candidates\":3");
        }
        assertThat(RunTime.seconds(folder.events()))
                .as("the days between are no time of the run")
                .isBetween(5.0, 6.0);
    }

    /** The time that a search keeps to is that of its trials. */
    @Test
    void aRunWhoseTrialsWereTakenAwayBeginsItsLogAnew() throws Exception {
        String line = "{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"trial_started\"}\n";
        Files.writeString(folder.events(), line);
        assertThatThrownBy(this::run).hasMessageContaining("no-images");
        assertThat(folder.path().resolve("events.before.jsonl")).hasContent(line);
        assertThat(folder.events()).isEmptyFile();
        String begun = line.replace("trial_started", "data_read");
        Files.writeString(folder.events(), begun);
        assertThatThrownBy(this::run).hasMessageContaining("no-images");
        assertThat(folder.events()).as("nothing was trained").hasContent(begun);
    }
}
