package io.narsil.study.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.runner.threads.ThreadRunner;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.trial.Sound;
import io.narsil.study.trial.StepTrainer;
import io.narsil.study.trial.StoreKeeper;
import io.narsil.study.trial.TrialRequests;
import io.narsil.study.trial.Verdict;
import io.narsil.task.Guessing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A search that goes on from trials that somebody has made up, with checksums that are right (those that a database of version 2
 * gets when it is opened): it comes to its end, or says what is wrong.
 */
class ForeignHistoryTest {
    @TempDir
    private Path path;

    private RunFolder folder;

    private StudyResult search() {
        try (TrialStore store = TrialStores.open(folder.database().toString());
                ThreadRunner runner = new ThreadRunner(1, new RunArtifacts(folder))) {
            StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
            trials.mended();
            Sound.check(folder.database(), trials.trials());
            StudyListener all = StudyListener.all(List.of(new StoreKeeper(trials)));
            StudySetup setup = new StudySetup(Tiny.study(), folder, Tiny.data(), Tiny.PROBLEM, Optional.empty());
            TrialRequests requests = new TrialRequests(Tiny.PROBLEM, Tiny.PLAN);
            trials.trials().forEach(t -> requests.add(t.trial()));
            runner.start();
            Verdict verdict = new Verdict(new Guessing(0, 0, 100), "accuracy");
            return new StudySearch(setup, new StepTrainer(requests, runner, trials, verdict, all), all).run();
        }
    }

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(
            strings = {
                "UPDATE epoch SET score = 'NaN'",
                "UPDATE epoch SET score = 9e999",
                "UPDATE epoch SET score = -5 WHERE trial < 4",
                "UPDATE epoch SET score = 1e300 WHERE trial = 1",
                "UPDATE epoch SET loss = -9e999, seconds = 9e999",
                "UPDATE epoch SET epoch = epoch + 1000000000 WHERE trial = 2",
                "UPDATE prediction SET mean = 'NaN', deviation = -1",
                "UPDATE trial SET round = 2147483647 WHERE id = 3",
                "UPDATE trial SET round = 5 WHERE kind = 'round'",
                "UPDATE trial SET budget = '../../x'",
                "UPDATE trial SET budget = x'00ff' WHERE id > 5",
                "UPDATE trial SET kind = 'finalist' WHERE id = 0",
                "UPDATE trial SET kind = 'round' WHERE kind = 'finalist'",
                "UPDATE trial SET kind = 'baseline', teacher = 0 WHERE id > 0",
                "UPDATE trial SET epochs = 2147483647, schedule_epochs = 2147483647 WHERE kind = 'finalist'",
                "UPDATE trial SET status = 'diverged', reason = ''",
                "UPDATE trial SET status = 'failed' WHERE kind <> 'round'",
                "UPDATE trial SET status = 'done', test_score = 'NaN'",
                "UPDATE trial SET candidate = (SELECT candidate FROM trial WHERE id = 0),"
                        + " fingerprint = (SELECT fingerprint FROM trial WHERE id = 0)",
                "DELETE FROM epoch WHERE trial % 2 = 0",
                "UPDATE trial SET epochs = 1 WHERE id = 1",
                "UPDATE trial SET epochs = 2, schedule_epochs = 1 WHERE kind = 'round'",
                "DELETE FROM prediction"
            })
    void itEndsOrSaysWhy(String change) throws Exception {
        folder = new RunFolder(path);
        WholeFile.write(folder.images(), "images");
        folder.makeScratch();
        assertThat(search().family()).hasSize(2);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "ALTER TABLE trial DROP COLUMN choice_crc",
                    "ALTER TABLE trial DROP COLUMN outcome_crc",
                    "ALTER TABLE epoch DROP COLUMN crc",
                    "PRAGMA user_version = 2",
                    change)) {
                statement.execute(sql);
            }
        }
        try {
            assertThat(search().family()).hasSize(2);
        } catch (UserException e) {
            assertThat(e).hasMessageContaining("study.db");
        }
    }
}
