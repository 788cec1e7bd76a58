package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search whose trials are jobs, by a command that starts them on this machine; the trainer is the user's own. */
@Timeout(300)
class ElsewhereTest {
    @TempDir
    private Path folder;

    private TinyStudy tiny;
    private Path study;
    private String local;
    private Path run;

    @BeforeEach
    void write() throws Exception {
        tiny = new TinyStudy(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(folder.resolve("java.txt"), "-cp \"" + classes + "\" -XX:TieredStopAtLevel=1 -Xmx128m");
        study = tiny.write(
                "large: {macs: 1M}",
                "trainer: {command: [\"%s\", \"@java.txt\", \"%s\"]}\n".formatted(java, OwnTrainer.class.getName()));
        local = Files.readString(study).replace("batch: 4", "batch: 2");
        String command = "[\"%s\", \"@java.txt\", \"%s\", worker, --request, \"{request}\"]"
                .formatted(java, Narsil.class.getName());
        Files.writeString(study, local + "runner: {command: " + command + ", jobs: 2}\n");
        run = folder.resolve("run");
    }

    private List<Path> reports(String subject) throws Exception {
        Path jobs = run.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(jobs)) {
            return found.filter(p -> p.getFileName().toString().startsWith(subject + "-"))
                    .map(p -> p.resolve("report.json"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private void await(String subject, String text) throws Exception {
        while (reports(subject).isEmpty()
                || !Files.readString(reports(subject).get(0)).contains(text)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The search is killed while a trial is trained; that goes on, and its result is there when the search is. */
    @Test
    void aSearchThatWasKilledTakesUpWhatItsJobsHaveDone() throws Exception {
        Path wait = Files.createFile(folder.resolve("wait-0"));
        Process first = tiny.search(study, run);
        await("trial-0", "ready");
        first.destroyForcibly().waitFor();
        Files.delete(wait);
        await("trial-0", "done");
        Path report = reports("trial-0").get(0);
        // It would wait for ever if it were asked once more.
        Files.createFile(wait);
        tiny.finish(tiny.start(List.of("search", run.resolve("study.yaml").toString())));
        assertThat(tiny.output())
                .contains("runner      this study starts a program that may do all that you may")
                .contains("training by a command of your own, 2 at the same time");
        assertThat(report).doesNotExist();
        assertThat(run.resolve("jobs")).doesNotExist();

        Files.delete(wait);
        Files.writeString(study, local);
        Path other = folder.resolve("local");
        tiny.finish(tiny.search(study, other));
        assertThat(TinyStudy.models(run)).isEqualTo(TinyStudy.models(other)).isNotEmpty();
        assertThat(run.resolve("study.yaml")).hasSameTextualContentAs(other.resolve("study.yaml"));
        assertThat(other.resolve("runner.yaml")).doesNotExist();

        // Who trains is no reason to go on with a run that is over, and is kept no longer than it is said.
        int before = tiny.output().length();
        tiny.finish(tiny.search(study, run));
        assertThat(tiny.output().substring(before)).contains("this study was run before");
    }

    @Test
    void whatIsWrongWithARunnerIsSaidWithTheRest() throws Exception {
        Files.writeString(study, local + "minutes: 60\nworkers: 0\nrunner:\n  slurm: {time: 4h, memory: lots}\n");
        tiny.refused(tiny.search(study, run));
        assertThat(tiny.output())
                .contains("\"runner.slurm.time\" is nothing that Slurm takes: \"4h\"")
                .contains("\"runner.slurm.memory\" is nothing that Slurm takes: \"lots\"")
                .contains("\"jobs\" is missing")
                .contains("workers are processes of this machine, and this study trains elsewhere")
                .containsPattern(
                        "tiny.yaml:[0-9]+: minutes are planned by trainings on this machine, and this study trains"
                                + " elsewhere: \"minutes: 60\". Maybe \"rounds\", \"epochs\"");
        assertThat(run).doesNotExist();
    }
}
