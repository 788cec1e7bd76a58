package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that somebody made to do harm to whoever opens them. */
@Timeout(60)
class ForeignDatabaseTest {
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void aSoundOne() {
        file = folder.resolve("study.db");
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(Samples.chosen(Samples.trial(0, 1, 1)), Samples.chosen(Samples.trial(1, 2, 1))));
            study.epoch(0, Samples.epoch(1, 0.5));
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

    private interface Opening {
        Object open(String address);
    }

    private void refused(String message) throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (Opening opening : List.<Opening>of(TrialStores::damaged, TrialStores::existing, TrialStores::open)) {
            assertThatThrownBy(() -> opening.open(file.toString()))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(file + ": " + message);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** Narsil's own statements would run it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger|CREATE TRIGGER x AFTER UPDATE ON trial BEGIN DELETE FROM epoch; END",
                "view|CREATE VIEW x AS SELECT * FROM trial",
                "table|CREATE TABLE x (a CHECK (a > 1))",
                "index|CREATE INDEX x ON trial (abs(id))",
                "table|CREATE VIRTUAL TABLE x USING fts5 (a)"
            })
    void whatElseADatabaseHoldsIsNamed(String what) throws Exception {
        execute(what.substring(what.indexOf('|') + 1));
        refused("it has the " + what.substring(0, what.indexOf('|')) + " \"x\"");
    }

    /** Whatever stands in place of a table is damage, is not looked into, and is set aside by who can make it again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW prediction AS SELECT 0 study, 0 trial, i mean, 0 deviation FROM (" + ENDLESS + ")",
                "CREATE TABLE prediction (study INTEGER, trial INTEGER, mean REAL, deviation REAL)",
                "CREATE TABLE prediction (study INTEGER NOT NULL, trial INTEGER NOT NULL,"
                        + " mean REAL NOT NULL CHECK (length(hex(randomblob(100000000))) > 0), deviation REAL NOT NULL)",
                "CREATE TABLE prediction (study INTEGER, trial INTEGER, mean AS (length(zeroblob(100000000))), deviation)",
                "CREATE VIRTUAL TABLE prediction USING fts5 (study, trial, mean, deviation)"
            })
    void whatStandsInPlaceOfATableIsDamage(String instead) throws Exception {
        execute("DROP TABLE prediction", instead);
        assertThat(TrialStores.damaged(file.toString())).isTrue();
        for (Opening opening : List.<Opening>of(TrialStores::existing, TrialStores::open)) {
            assertThatThrownBy(() -> opening.open(file.toString()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("study.db: the database is damaged");
        }
    }

    @Test
    void statisticsOfTheUsersAreNoHarm() throws Exception {
        execute("ANALYZE");
        assertThat(TrialStores.damaged(file.toString())).isFalse();
        try (TrialStore store = TrialStores.open(file.toString())) {
            assertThat(store.study("s", Samples.SPACE).trials()).hasSize(2);
        }
    }

    /** Of any other version nothing is known, and nothing is looked into. */
    @Test
    void aVersionThatIsNotKnownIsRefusedBeforeAnythingIsRead() throws Exception {
        execute("DROP TABLE epoch", "CREATE VIEW epoch AS " + ENDLESS, "PRAGMA user_version = 7");
        assertThat(TrialStores.damaged(file.toString())).isFalse();
        assertThatThrownBy(() -> TrialStores.existing(file.toString())).hasMessageContaining("is of version 7");
        assertThatThrownBy(() -> TrialStores.open(file.toString())).hasMessageContaining("is of version 7");
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path elsewhere = folder.resolve("elsewhere.db");
        Files.move(file, elsewhere);
        try {
            Files.createSymbolicLink(file, elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeThat(true).as("this system makes no links").isFalse();
        }
        refused("this is a link, which is not followed");
        Files.delete(elsewhere);
        assertThatThrownBy(() -> TrialStores.open(file.toString())).hasMessageContaining("this is a link");
        assertThat(elsewhere).doesNotExist();
    }

    /** Their checksums are right: who makes a database can compute them, as this program does for one of version 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trial SET epochs = -1",
                "UPDATE trial SET epochs = 0",
                "UPDATE trial SET schedule_epochs = 0",
                "UPDATE trial SET round = -1",
                "UPDATE trial SET id = -5 WHERE id = 1",
                "UPDATE trial SET kind = 'guess'",
                "UPDATE trial SET status = 'lost'",
                "UPDATE trial SET status = 'done' WHERE id = 1",
                "UPDATE trial SET cost = 'null'",
                "UPDATE trial SET cost = '{\"macs\":-1}'",
                "UPDATE trial SET candidate = 'null'",
                "UPDATE trial SET candidate = x'00'",
                "UPDATE trial SET fingerprint = x'00ff'",
                "UPDATE trial SET budget = x'00ff'",
                "UPDATE trial SET teacher = 9999",
                "UPDATE trial SET teacher = 'me'",
                "UPDATE trial SET test_score = 'infinity'",
                "UPDATE epoch SET score = 9e999",
                "UPDATE epoch SET score = 'NaN'",
                "UPDATE epoch SET score = -1",
                "UPDATE epoch SET epoch = -1",
                "UPDATE epoch SET epoch = 2147483647",
                "UPDATE epoch SET seconds = -9e999",
                "UPDATE epoch SET seconds = x'00'",
                "UPDATE prediction SET mean = 'NaN', deviation = 'NaN'",
                "UPDATE prediction SET deviation = -9e999"
            })
    void valuesThatNoRunWritesAreReadOrRefused(String change) throws Exception {
        execute(
                "ALTER TABLE trial DROP COLUMN choice_crc",
                "ALTER TABLE trial DROP COLUMN outcome_crc",
                "ALTER TABLE epoch DROP COLUMN crc",
                "PRAGMA user_version = 2",
                "PRAGMA foreign_keys = OFF",
                change);
        read(TrialStores::existing);
        read(TrialStores::open);
    }

    private void read(java.util.function.Function<String, TrialStore> opening) {
        try (TrialStore store = opening.apply(file.toString())) {
            for (StoredTrial trial : store.study("s", Samples.SPACE).trials()) {
                assertThat(trial.trial().epochs()).isPositive();
                assertThat(trial.result().map(r -> r.testScore()).orElse(OptionalDouble.empty()))
                        .isNotNull();
            }
        } catch (UserException e) {
            assertThat(e).hasMessageContaining("study.db");
        }
    }
}
