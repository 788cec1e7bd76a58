package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.WorkerCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandOfTheBuiltInTrainerIsThatOfTheMachineThatReadsIt() throws Exception {
        WorkerCommand here = new WorkerCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1m",
                        System.getProperty("java.class.path")),
                Map.of("A", "B"));
        Path file = folder.resolve("trainer.json");
        TrainerFile.write(file, here, "");
        assertThat(Files.readString(file)).contains("{java}").doesNotContain(System.getProperty("java.home"));
        assertThat(TrainerFile.read(file)).isEqualTo(here);
        WorkerCommand own = WorkerCommand.own(List.of("{java}", "train"), folder);
        TrainerFile.write(file, own, "");
        assertThat(TrainerFile.read(file)).isEqualTo(own);
        WholeFile.write(file, "[]");
        assertThatThrownBy(() -> TrainerFile.read(file)).isInstanceOf(UserException.class);
    }

    @Test
    void aReportThatCannotBeReadIsNone() {
        JobFolder job = new JobFolder(folder.resolve("probe-0-abc"));
        WholeFile.write(job.request(), "\n[]\n");
        assertThat(JobReport.read(job.report())).isEmpty();
        for (String text : List.of("", "{", "null", "[1]", "{\"beat\": \"x\"}")) {
            WholeFile.write(job.report(), text);
            assertThat(JobReport.read(job.report())).as(text).isEmpty();
        }
        ThreadLauncher.work(job);
        assertThat(JobReport.read(job.report()))
                .hasValueSatisfying(r -> assertThat(r.engine()).contains("threads"));
        assertThat(TextFile.read(job.report())).contains("threads");
    }
}
