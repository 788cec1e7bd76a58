package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.LoggedRun;
import io.narsil.report.part.FrontGrowth;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.TrialEnds;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTimesTest {
    @TempDir
    private Path folder;

    private static void read(RunLog log) {
        while (!log.read()) {
            // Until all of it is read.
        }
    }

    /** The page, which reads line by line as they come, and the report tell the same times. */
    @Test
    void trialsEndAsTheReportHasIt() throws Exception {
        Path path = folder.resolve("run");
        RunLog log = new RunLog(path.resolve("events.jsonl"));
        try (LoggedRun run = new LoggedRun(path)) {
            run.round(0, 0, 3);
            run.train(0, 0.5);
            for (int trial = 1; trial < 3; trial++) {
                run.started(trial);
                run.epoch(trial, 0.25);
                read(log);
                // A kill comes here.
                run.epochWithoutLog(trial, 0.75);
                run.doneWithoutLog(trial);
                Thread.sleep(5);
                run.on(new StudyEvent.DataRead(10, 2, 3, 2, 1, 24));
            }
        }
        read(log);
        TrialTable.read(new RunFolder(path)).rows().forEach(log::take);
        assertThat(log.trained()).hasSize(3).allMatch(t -> t.seconds() > 0);
        assertThat(log.trained())
                .isEqualTo(FrontGrowth.timed(log.trained(), TrialEnds.of(new RunFolder(path).events())));
    }
}
