package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.search.Trial;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that do not match their checksums: no more than their step is chosen again. */
class MendingTest {
    @TempDir
    private Path folder;

    @Test
    void aTrialThatWasDamagedAsItWasChosenIsChosenAgainWithItsStep() throws Exception {
        Path file = folder.resolve("step.db");
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 0, 1))));
            study.chosen(List.of(second(1), second(2)));
            study.epoch(1, epoch(1, 0.5));
        }
        execute(file, "UPDATE prediction SET mean = 0.75 WHERE trial = 2");
        try (TrialStore store = TrialStores.existing(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThatThrownBy(study::trials)
                    .hasMessageContaining("trial 2 is damaged: it does not match its checksum");
        }
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThat(study.mended()).containsExactly(1, 2);
            assertThat(study.trials()).hasSize(1);
            study.chosen(List.of(second(1), second(2)));
            assertThat(study.mended()).isEmpty();
        }
    }

    private static Chosen second(int id) {
        return second(id, id);
    }

    private static Chosen second(int id, int gene) {
        return chosen(new Trial(id, Trial.Kind.ROUND, 1, "small", Samples.SPACE.candidate(new int[] {gene}), 1, 1));
    }

    /** Trials of the round before are not trained again; where the round itself is what is damaged, nobody can know. */
    @Test
    void aDamagedRowThatBeginsItsStepCostsThatStepAlone() throws Exception {
        assertThat(mended("UPDATE trial SET macs = 0, budget = 'large' WHERE id = 2"))
                .containsExactly(2, 3);
        assertThat(mended("UPDATE trial SET kind = 'finalist', why = 'no' WHERE id = 2"))
                .containsExactly(2, 3);
        assertThat(mended("UPDATE trial SET round = 1 WHERE id = 1")).containsExactly(0, 1, 2, 3);
        assertThat(mended("UPDATE trial SET kind = 'baseline' WHERE id = 1")).containsExactly(0, 1, 2, 3);
        assertThat(mended("UPDATE trial SET round = 7 WHERE id = 2")).containsExactly(0, 1, 2, 3);
    }

    private List<Integer> mended(String damage) throws Exception {
        Path file = folder.resolve("begin" + damage.hashCode() + ".db");
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(1, 1, 1))));
            study.chosen(List.of(second(2, 0), second(3, 1)));
        }
        execute(file, damage);
        try (TrialStore store = TrialStores.open(file.toString())) {
            return store.study("s", Samples.SPACE).mended();
        }
    }

    /** As somebody who makes them up by intent would have them; a database of version 2 gets its checksums when it is opened. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trial SET kind = 'guess' WHERE id = 1",
                "UPDATE trial SET round = 0.5 WHERE id = 1",
                "UPDATE trial SET epochs = 'many' WHERE id = 1",
                "UPDATE trial SET round = -1 WHERE id = 1",
                "UPDATE trial SET epochs = 0 WHERE id = 1",
                "UPDATE trial SET epochs = 3 WHERE id = 1",
                "UPDATE trial SET teacher = 1 WHERE id = 1",
                "UPDATE trial SET cost = '{\"macs\":-1}' WHERE id = 1",
                "UPDATE trial SET cost = 'null' WHERE id = 1",
                "UPDATE trial SET status = 'lost' WHERE id = 1",
                "UPDATE trial SET status = 'done' WHERE id = 1"
            })
    void valuesThatNoSearchWritesAreMendedThoughTheirChecksumsAreRight(String change) throws Exception {
        Path file = folder.resolve("made-up.db");
        try (TrialStore store = TrialStores.open(file.toString())) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(1, 1, 1))));
        }
        execute(
                file,
                "ALTER TABLE trial DROP COLUMN continues",
                "ALTER TABLE trial DROP COLUMN continues_after",
                "ALTER TABLE trial DROP COLUMN choice_crc",
                "ALTER TABLE trial DROP COLUMN outcome_crc",
                "ALTER TABLE epoch DROP COLUMN crc",
                "PRAGMA user_version = 2",
                change);
        try (TrialStore store = TrialStores.existing(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThatThrownBy(study::trials).hasMessageContaining("trial 1 is damaged: it");
        }
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            assertThat(study.mended()).contains(1);
            assertThat(study.trials()).allMatch(t -> t.result().isEmpty());
            assertThat(study.mended()).isEmpty();
        }
    }

    /** No number of a trial or an epoch finds such a row again, so it would be damaged for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trial SET id = -5 WHERE id = 1",
                "UPDATE trial SET id = 0.5 WHERE id = 1",
                "UPDATE trial SET id = -0.5 WHERE id = 1",
                "UPDATE trial SET id = 'one' WHERE id = 1",
                "UPDATE epoch SET trial = 5e67",
                "UPDATE epoch SET trial = -3",
                "UPDATE epoch SET epoch = 1.5",
                "UPDATE epoch SET epoch = x'01'",
                "UPDATE prediction SET trial = 'none' WHERE trial = 1"
            })
    void aRowUnderAKeyThatIsNoneIsGoneOnceItWasMended(String change) throws Exception {
        Path file = folder.resolve("keys.db");
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(1, 1, 1))));
            study.epoch(1, epoch(1, 0.5));
        }
        execute(file, "PRAGMA foreign_keys = OFF", change);
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.mended();
            assertThat(study.mended()).isEmpty();
            assertThat(study.trials()).allMatch(t -> t.epochs().size() < 2);
            study.trials().forEach(t -> study.started(t.id()));
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
