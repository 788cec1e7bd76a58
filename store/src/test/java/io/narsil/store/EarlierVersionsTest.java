package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that earlier versions made. */
class EarlierVersionsTest {
    @TempDir
    private Path folder;

    private static void execute(Path file, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The tables of version 3 are those of today without trials that go on; those of version 2 have no checksums either. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aDatabaseOfAnEarlierVersionIsReadAndGoesOn(int version) throws Exception {
        Path file = folder.resolve("earlier.db");
        List<StoredTrial> expected;
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1)), chosen(trial(1, 2, 1))));
            study.started(0);
            study.epoch(0, epoch(1, Double.NaN));
            expected = study.trials();
        }
        execute(
                file,
                "ALTER TABLE trial DROP COLUMN continues",
                "ALTER TABLE trial DROP COLUMN continues_after",
                "PRAGMA user_version = 3");
        if (version == 2) {
            execute(
                    file,
                    "ALTER TABLE trial DROP COLUMN choice_crc",
                    "ALTER TABLE trial DROP COLUMN outcome_crc",
                    "ALTER TABLE epoch DROP COLUMN crc",
                    "PRAGMA user_version = 2");
        }
        assertThat(TrialStores.damaged(file.toString())).isFalse();
        try (TrialStore store = TrialStores.existing(file.toString())) {
            assertThat(store.study("s", Samples.SPACE).trials()).isEqualTo(expected);
        }
        for (int time = 0; time < 2; time++) {
            try (TrialStore store = TrialStores.open(file.toString())) {
                StudyTrials study = store.study("s", Samples.SPACE);
                assertThat(study.mended()).isEmpty();
                assertThat(study.trials()).isEqualTo(expected);
            }
        }
        execute(file, "UPDATE epoch SET score = 1");
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThat(study.mended()).containsExactly(0);
            assertThat(study.trials().get(0).epochs()).isEmpty();
        }
    }
}
