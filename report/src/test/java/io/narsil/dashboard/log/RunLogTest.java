package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.LoggedRun;
import io.narsil.search.SearchPlan;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run/events.jsonl");
    }

    private LoggedRun run() throws Exception {
        return new LoggedRun(folder.resolve("run"));
    }

    private static void read(RunLog log) {
        while (!log.read()) {
            // Until all of it is read.
        }
    }

    private void append(String text) throws Exception {
        Files.writeString(file(), text, StandardOpenOption.APPEND);
    }

    @Test
    void trialsComeAsTheyAreLogged() throws Exception {
        RunLog log = new RunLog(file());
        read(log);
        assertThat(log.size()).isZero();
        try (LoggedRun run = run()) {
            run.round(0, 0, 4);
            run.train(0, 0.5);
            run.started(1);
            run.epoch(1, 0.4);
            read(log);
            assertThat(log.counts())
                    .containsEntry("done", 1)
                    .containsEntry("running", 1)
                    .containsEntry("chosen", 2);
            assertThat(log.best().get("small").trial()).isZero();
            assertThat(log.best()).doesNotContainKey("large");
            String before = log.version();
            read(log);
            assertThat(log.version()).isEqualTo(before);
            run.epoch(1, 0.6);
            run.done(1);
            run.failed(2, "it died");
            read(log);
            assertThat(log.version()).isNotEqualTo(before);
        }
        assertThat(log.best().get("large").score()).isEqualTo(0.6);
        assertThat(log.scores(1)).containsExactly(0.4, 0.6);
        assertThat(log.losses(1)).containsExactly(1.0, 0.5);
        assertThat(log.failures()).extracting(RunLog.Failure::reason).containsExactly("it died");
        TrialFacts trial = log.trial(1).orElseThrow();
        assertThat(trial.round()).isEqualTo(1);
        assertThat(trial.macs()).isEqualTo(Tiny.PROBLEM.cost(Tiny.candidate(1)).macs());
        assertThat(trial.seconds()).isEqualTo(1);
        assertThat(log.candidate(1)).isEqualTo(Tiny.candidate(1).values());
    }

    /** What a log tells, however it is cut while it is read, is what the store holds. */
    @Test
    void aLogReadByteByByteTellsWhatTheStoreHolds() throws Exception {
        try (LoggedRun run = run()) {
            run.round(0, 0, 4);
            run.train(0, 0.5);
            run.failed(1, "a \"reason\"\n with a break and } braces {");
            run.train(2, Double.NaN);
            run.started(3);
        }
        byte[] whole = Files.readAllBytes(file());
        Path growing = folder.resolve("growing.jsonl");
        Files.createFile(growing);
        RunLog log = new RunLog(growing);
        for (int from = 0; from < whole.length; from += 97) {
            int to = Math.min(whole.length, from + 97);
            Files.write(growing, Arrays.copyOfRange(whole, from, to), StandardOpenOption.APPEND);
            read(log);
        }
        assertThat(log.unread()).isZero();
        var rows = TrialTable.read(new RunFolder(folder.resolve("run"))).rows();
        assertThat(rows).hasSize(4);
        for (var row : rows) {
            TrialFacts facts = log.trial(row.trial()).orElseThrow();
            assertThat(facts.status()).isEqualTo(row.status());
            assertThat(facts.reason()).isEqualTo(row.reason() == null ? "" : row.reason());
            assertThat(facts.macs()).isEqualTo(row.cost().macs());
            assertThat(facts.over()).isEqualTo(row.scores().size());
            assertThat(log.candidate(row.trial())).containsAllEntriesOf(row.architecture());
        }
        assertThat(log.trial(2).orElseThrow().score()).isNull();
    }

    /** A copy of the store is read beside, and the log may have told more meanwhile. */
    @Test
    void aRowOfTheStoreThatIsOlderThanTheLogTakesNothingBack() throws Exception {
        RunLog log = new RunLog(file());
        try (LoggedRun run = run()) {
            run.round(0, 0, 1);
            run.started(0);
            var row =
                    TrialTable.read(new RunFolder(folder.resolve("run"))).rows().get(0);
            run.epoch(0, 0.4);
            run.epoch(0, 0.5);
            run.done(0);
            read(log);
            log.take(row);
        }
        assertThat(log.counts()).containsEntry("done", 1).containsEntry("running", 0);
        assertThat(log.trained())
                .singleElement()
                .satisfies(t -> assertThat(t.score()).isEqualTo(0.5));
    }

    @Test
    void aLogThatBeginsAnewIsReadAnew() throws Exception {
        try (LoggedRun run = run()) {
            run.round(0, 0, 2);
            run.train(0, 0.5);
        }
        RunLog log = new RunLog(file());
        read(log);
        assertThat(log.size()).isEqualTo(2);
        Files.move(file(), folder.resolve("run/events.before.jsonl"));
        read(log);
        assertThat(log.size()).isZero();
        Files.delete(folder.resolve("run/study.db"));
        try (LoggedRun run = run()) {
            run.round(0, 0, 1);
        }
        read(log);
        assertThat(log.size()).isEqualTo(1);
        // The same file, written over by a copy that is longer.
        Files.writeString(file(), "{\"time\":\"\",\"event\":\"trial_started\",\"trial\":5}\n".repeat(1000));
        read(log);
        assertThat(log.trial(5)).isPresent();
        assertThat(log.size()).isEqualTo(1);
        assertThat(log.generation()).isEqualTo(2);
    }

    @Test
    void aLineThatIsCutShortWaitsForItsEnd() throws Exception {
        try (LoggedRun run = run()) {
            run.round(0, 0, 1);
        }
        RunLog log = new RunLog(file());
        append("{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"trial_started\",");
        read(log);
        assertThat(log.trial(0).orElseThrow().status()).isEqualTo("chosen");
        append("\"trial\":0}\n");
        read(log);
        assertThat(log.trial(0).orElseThrow().status()).isEqualTo("running");
    }

    @Test
    void linesThatAreNoEventsCostThemselves() throws Exception {
        try (LoggedRun run = run()) {
            run.round(0, 0, 1);
        }
        append("""
                no JSON

                []
                {"event":3,"time":
                {"time":"x","event":"epoch_done","trial":"<b>"}
                {"time":"x","event":"epoch_done","trial":0,"epoch":-5,"score":1e999}
                {"time":"x","event":"epoch_done","trial":0,"epoch":5000,"score":1}
                {"time":"x","event":"trial_done","result":[]}
                {"time":"x","event":"trials_chosen","choices":[{"trial":7},{"cost":{}},3]}
                {"time":"x","event":"an_event_of_a_later_version","a":{"b":[1]}}
                {"time":"x","event":"trial_started","trial":0}
                """);
        Files.write(file(), new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
        RunLog log = new RunLog(file());
        read(log);
        assertThat(log.size()).isEqualTo(1);
        assertThat(log.trial(0).orElseThrow().status()).isEqualTo("running");
        assertThat(log.trial(0).orElseThrow().over()).isZero();
        assertThat(log.unread()).isBetween(4, 7);
    }

    @Test
    void aTrialThatIsTrainedOnceMoreIsNotOver() throws Exception {
        RunLog log = new RunLog(file());
        try (LoggedRun run = run()) {
            run.round(0, 0, 1);
            run.failed(0, "no memory");
            run.on(new StudyEvent.TrialRetried(0, "no memory"));
            read(log);
            assertThat(log.trial(0).orElseThrow().status()).isEqualTo("chosen");
            assertThat(log.failures()).isEmpty();
        }
        assertThat(log.notes())
                .extracting(Note::text)
                .contains("trial 0 is trained once more; it had failed: no memory");
    }

    @Test
    void whatAClusterHasToSayIsShown() throws Exception {
        try (LoggedRun run = run()) {
            run.on(new StudyEvent.MachineJoined("n2", List.of("processor: A, now B"), "avx2"));
            run.on(new StudyEvent.RunnerNoted("a job waits: the quota is full"));
        }
        RunLog log = new RunLog(file());
        read(log);
        assertThat(log.notes())
                .extracting(Note::text)
                .contains(
                        "a job trains on n2, which is of another kind: processor: A, now B",
                        "a job waits: the quota is full");
    }

    @Test
    void pagesAreTheNewestFirstAndSamplesKeepTheFront() throws Exception {
        try (LoggedRun run = run()) {
            run.round(0, 0, 300);
            for (int i = 0; i < 300; i++) {
                run.started(i);
                run.epoch(i, i == 7 ? 0.99 : 0.5 + i / 1000.0);
            }
        }
        RunLog log = new RunLog(file());
        read(log);
        assertThat(log.page(t -> true, 0, 3)).extracting(TrialFacts::trial).containsExactly(299, 298, 297);
        assertThat(log.page(t -> true, 298, 3)).extracting(TrialFacts::trial).containsExactly(1, 0);
        assertThat(log.page(t -> t.budget().equals("large"), 1, 2))
                .extracting(TrialFacts::trial)
                .containsExactly(297, 295);
        assertThat(log.sample(300)).hasSize(300);
        List<TrialFacts> some = log.sample(50);
        assertThat(some).hasSizeBetween(50, 110);
        assertThat(some).extracting(TrialFacts::trial).contains(7);
    }

    @Test
    void progressIsOfTheWorkThatIsPlanned() throws Exception {
        SearchPlan plan = Tiny.PLAN;
        RunLog log = new RunLog(file());
        try (LoggedRun run = run()) {
            run.round(0, 0, 4);
            read(log);
            Course.Estimate begun = log.course().estimate(plan, false);
            assertThat(begun.over()).isZero();
            // A round of four, networks by hand and finalists are still to be chosen.
            assertThat(begun.planned()).isEqualTo(4 + 4 + 4 + 2);
            assertThat(begun.share()).isZero();
            assertThat(begun.left()).isNull();
            for (int i = 0; i < 4; i++) {
                run.train(i, 0.5);
            }
            read(log);
        }
        Course.Estimate later = log.course().estimate(plan, false);
        assertThat(later.over()).isEqualTo(4);
        assertThat(later.share()).isBetween(0.05, 0.95);
        assertThat(later.left()).isNotNull();
        assertThat(log.course().estimate(plan, true).share()).isEqualTo(1);
        assertThat(log.course().estimate(null, false).planned()).isEqualTo(4);
    }
}
