package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.LoggedRun;
import io.narsil.search.TrialResult;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers do, by the lines that a search writes. */
class WorkersSeenTest {
    @TempDir
    private Path folder;

    private LoggedRun run;
    private RunLog log;

    @BeforeEach
    void begin() throws Exception {
        run = new LoggedRun(folder);
        run.round(0, 0, 6);
        log = new RunLog(new RunFolder(folder).events());
    }

    @AfterEach
    void end() {
        run.close();
    }

    private void starting(int count, String elsewhere) {
        run.on(new StudyEvent.WorkersStarting(count, false, elsewhere));
    }

    private void started(int trial, int worker) {
        run.on(new StudyEvent.TrialStarted(trial, OptionalInt.of(worker)));
    }

    private void done(int trial) {
        run.on(new StudyEvent.TrialDone(
                new TrialResult(trial, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), "")));
    }

    private WorkersView view() {
        while (!log.read()) {
            // Until all of it is read.
        }
        return log.workers();
    }

    /** Rows in short: worker, state, trial, epochs. */
    private List<String> rows() {
        return view().rows().stream()
                .map(r -> r.worker() + " " + r.state()
                        + (r.trial() == null ? "" : " " + r.trial() + ": " + r.over() + " of " + r.epochs())
                        + (r.node() + r.job()).replaceFirst("(.+)", " at $1"))
                .toList();
    }

    @Test
    void eachWorkerHasATrialOrIsIdle() {
        assertThat(view()).isEqualTo(WorkersView.NONE);
        starting(3, "");
        assertThat(rows()).containsExactly("0 idle", "1 idle", "2 idle");
        started(0, 1);
        run.epoch(0, 0.25);
        started(1, 0);
        assertThat(rows()).containsExactly("0 training 1: 0 of 2", "1 training 0: 1 of 2", "2 idle");
        assertThat(view().rows().get(1).budget()).isEqualTo("small");
        String since = view().rows().get(1).since();
        assertThat(since).isNotEmpty();
        done(0);
        assertThat(rows()).containsExactly("0 training 1: 0 of 2", "1 idle", "2 idle");
        assertThat(view().rows().get(1).since())
                .as("idle since its trial was over")
                .isGreaterThanOrEqualTo(since);
        run.on(new StudyEvent.WorkerDied(1, "killed", false));
        assertThat(rows()).containsExactly("0 idle", "1 idle", "2 idle");
        started(1, 2);
        run.on(new StudyEvent.WorkersFewer(2));
        assertThat(rows()).containsExactly("0 idle", "2 training 1: 0 of 2");
        assertThat(view().count()).isEqualTo(2);
    }

    @Test
    void aJobWaitsUntilItIsHeardFromSomewhere() {
        starting(2, "as jobs of Slurm");
        started(0, 0);
        started(1, 1);
        assertThat(rows()).containsExactly("0 waiting 0: 0 of 2", "1 waiting 1: 0 of 2");
        run.on(new StudyEvent.TrialPlaced(0, "n2", "/narsil-trial-0"));
        run.on(new StudyEvent.TrialPlaced(5, "n9", ""));
        // A runner may not tell where.
        run.epoch(1, 0.25);
        assertThat(rows()).containsExactly("0 training 0: 0 of 2 at n2/narsil-trial-0", "1 training 1: 1 of 2");
        run.on(new StudyEvent.TrialPlaced(0, "n3", ""));
        assertThat(rows().get(0)).endsWith("at n3");
        assertThat(view().how()).isEqualTo("as jobs of Slurm");
        // Its next trial is not where this one was.
        done(0);
        started(2, 0);
        assertThat(rows().get(0)).isEqualTo("0 waiting 2: 0 of 2");
    }

    @Test
    void aSearchThatGoesOnBeginsWithoutWork() {
        starting(1, "");
        started(0, 0);
        run.on(new StudyEvent.DataRead(10, 2, 3, 2, 1, 24));
        assertThat(rows()).isEmpty();
        starting(2, "");
        started(0, 0);
        started(3, 0);
        assertThat(rows()).as("a worker has one trial").containsExactly("0 training 3: 0 of 2", "1 idle");
    }

    /** Logs of earlier versions do not tell which worker has a trial. */
    @Test
    void aLogWithoutNumbersIsReadable() throws Exception {
        starting(3, "");
        run.on(new StudyEvent.TrialStarted(2));
        Files.writeString(
                run.folder().events(),
                "{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"trial_started\",\"trial\":4}\n",
                StandardOpenOption.APPEND);
        assertThat(rows()).containsExactlyInAnyOrder("null training 2: 0 of 2", "null training 4: 0 of 2", "null idle");
        assertThat(log.unread()).isZero();
        assertThat(log.counts()).containsEntry("running", 2);
    }

    /** Of a log of somebody else: more workers than there can be. */
    @Test
    void thousandsOfWorkersAreNotBelieved() {
        starting(2_000_000_000, "");
        assertThat(view().rows()).hasSize(1_024);
        for (int i = 0; i < 1_500; i++) {
            started(i, i);
        }
        started(-1, 3);
        assertThat(view().rows()).hasSize(1_024);
    }
}
