package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.PretendWorker;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.search.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that starts real processes, as on other machines. */
@Timeout(120)
class CommandRunnerTest {
    private static final JobTimes TIMES =
            new JobTimes(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMinutes(1));

    /** From where the class path leads. */
    private static final Path HERE = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private static Stream<String> java() {
        return Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private static List<String> worker(String... more) {
        return Stream.concat(java(), Stream.concat(Stream.of(more), Stream.of(JobWorker.class.getName(), "{request}")))
                .toList();
    }

    private TrialRunner runner(int workers, List<String> command) throws Exception {
        Files.writeString(folder.resolve("images.safetensors"), "two cats");
        WorkerCommand trainer = new WorkerCommand(
                Stream.concat(java(), Stream.of(PretendWorker.class.getName(), folder.toString()))
                        .toList(),
                Map.of());
        RunnerPlace place = new RunnerPlace(
                trainer, workers, new FolderArtifacts(folder), folder.resolve("jobs"), folder.resolve("log"), folder);
        return JobCrew.runner(new CommandLauncher(command, HERE, "study.yaml:3"), place, TIMES);
    }

    private static TrainRequest request(int trial, int behaviour) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate")
                .weights("trial-" + trial + "-weights")
                .build();
    }

    @Test
    void trialsAreTrainedByTheCommandAndDeathsAreToldWithTheirReason() throws Exception {
        int crashes = 103;
        int tellsWhy = 114;
        List<String> died = new ArrayList<>();
        try (TrialRunner runner = runner(2, worker())) {
            assertThat(runner.start()).isEqualTo("pretend");
            List<TrialResult> results = runner.run(
                    List.of(request(0, PretendTraining.WELL), request(1, crashes), request(2, tellsWhy)),
                    new RunListener() {
                        @Override
                        public void died(int trial, String reason, boolean alone) {
                            died.add(trial + ": " + reason);
                        }
                    });
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DONE, TrialResult.Status.DONE, TrialResult.Status.FAILED);
            assertThat(results.get(2).reason())
                    .contains("ended with code 7, and said \"java.lang.IllegalStateException: no such thing\"");
        }
        assertThat(died).contains("1: the worker was ended by signal 11 (SIGSEGV)");
        assertThat(folder.resolve("trial-0-weights.safetensors")).hasContent(PretendTraining.weights(0, "two cats"));
        assertThat(folder.resolve("log")).content().contains("no such thing");
        assertThat(folder.resolve("jobs")).doesNotExist();
    }

    @Test
    void aJobThatIsToldToEndSaysSoAndItsTrialGoesOn() throws Exception {
        List<String> died = new ArrayList<>();
        try (TrialRunner runner = runner(1, worker())) {
            runner.start();
            RunListener listener = new RunListener() {
                @Override
                public void epoch(io.narsil.runner.WorkerMessage.Epoch epoch) {
                    if (died.isEmpty()) {
                        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
                    } else {
                        WholeFile.write(folder.resolve("gate.safetensors"), "open");
                    }
                }

                @Override
                public void died(int trial, String reason, boolean alone) {
                    died.add(reason);
                }
            };
            assertThat(runner.run(List.of(request(0, PretendTraining.WAITS)), listener))
                    .allMatch(TrialResult::done);
        }
        assertThat(died).hasSize(1);
        assertThat(died.get(0)).startsWith("the job was told to end");
    }

    @Test
    void closingEndsTheProcesses() throws Exception {
        TrialRunner runner = runner(1, worker());
        runner.start();
        RunListener listener = new RunListener() {
            @Override
            public void epoch(io.narsil.runner.WorkerMessage.Epoch epoch) {
                runner.close();
            }
        };
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        assertThatThrownBy(() -> runner.run(List.of(request(0, PretendTraining.WAITS)), listener))
                .isInstanceOf(UserException.class);
        ProcessHandle.current()
                .descendants()
                .filter(p -> !before.contains(p))
                .forEach(p -> p.onExit().join());
        assertThat(folder.resolve("jobs")).doesNotExist();
    }

    /** As after a power cut of the search alone. */
    @Test
    void aWorkerWhoseSearchIsGoneEndsOnceItsRequestIsRemoved() throws Exception {
        JobFolder job = new JobFolder(folder.resolve("jobs").resolve("trial-0-abc"));
        WholeFile.write(
                job.request(),
                Protocol.write(request(0, PretendTraining.WAITS), new FolderArtifacts(folder)) + "\n[]\n");
        TrialRunner first = runner(1, worker());
        TrainerFile.write(
                job.trainer(),
                new WorkerCommand(
                        Stream.concat(java(), Stream.of(PretendWorker.class.getName(), folder.toString()))
                                .toList(),
                        Map.of()),
                "");
        Process orphan = new ProcessBuilder(Stream.concat(
                                java(),
                                Stream.of(
                                        JobWorker.class.getName(), job.request().toString()))
                        .toList())
                .inheritIO()
                .start();
        while (JobReport.read(job.report()).map(r -> r.lines().size()).orElse(0) < 2) {
            Thread.sleep(10);
        }
        first.start();
        assertThat(orphan.waitFor()).isEqualTo(1);
        first.close();
        assertThat(job.path()).doesNotExist();
    }

    @Test
    void aCommandThatDoesNotWorkIsExplainedBeforeAnythingIsTrained() throws Exception {
        try (TrialRunner runner = runner(1, List.of("no-such-program", "{request}"))) {
            assertThatThrownBy(runner::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("study.yaml:3: the command of the runner cannot be started")
                    .hasMessageContaining("no-such-program");
        }
        try (TrialRunner runner = runner(1, List.of("sh", "-c", "echo no route to n1; exit 4", "{request}"))) {
            assertThatThrownBy(runner::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("study.yaml:3: a first job, which only has to show that it can start, has"
                            + " failed: the command of the runner ended with code 4 without a result, and said"
                            + " \"no route to n1\"");
        }
        try (TrialRunner runner = runner(1, List.of("true", "{request}"))) {
            assertThatThrownBy(runner::start)
                    .hasMessageContaining("has written nothing into " + folder.resolve("jobs")
                            + ": where it ran, that folder is not seen, or Java cannot be started");
        }
    }

    @Test
    void whatTheTrainerWantsMendedEndsTheStart() throws Exception {
        Files.writeString(folder.resolve("images.safetensors"), "");
        WorkerCommand trainer = new WorkerCommand(
                Stream.concat(java(), Stream.of(PretendWorker.class.getName(), "no card"))
                        .toList(),
                Map.of());
        RunnerPlace place = new RunnerPlace(
                trainer, 1, new FolderArtifacts(folder), folder.resolve("jobs"), folder.resolve("log"), folder);
        try (TrialRunner runner = JobCrew.runner(new CommandLauncher(worker(), HERE, "study.yaml:3"), place, TIMES)) {
            assertThatThrownBy(runner::start).isInstanceOf(UserException.class).hasMessage("there is no card.");
        }
    }

    @Test
    void aReportThatCannotBeWrittenCostsTheJobAndNotTheSearch() throws Exception {
        JobFolder job = new JobFolder(folder.resolve("jobs").resolve("probe-0-abc"));
        WholeFile.write(job.request(), "\n[]\n");
        TrainerFile.write(
                job.trainer(),
                new WorkerCommand(
                        Stream.concat(java(), Stream.of(PretendWorker.class.getName(), folder.toString()))
                                .toList(),
                        Map.of()),
                "");
        Files.createDirectories(job.report().resolve("in the way"));
        assertThatThrownBy(() -> new JobWorker(job, Duration.ofMillis(5)).work())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("report.json");
        Process asProgram = new ProcessBuilder(Stream.concat(
                                java(),
                                Stream.of(
                                        JobWorker.class.getName(), job.request().toString()))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(job.output().toFile())
                .start();
        assertThat(asProgram.waitFor()).isEqualTo(1);
        assertThat(job.output()).content().contains("report.json").doesNotContain("\tat ");
    }

    @Test
    void aCommandOfWhichNothingIsHeardYetMayWaitInAQueue() throws Exception {
        JobFolder folderOfJob = new JobFolder(folder.resolve("jobs").resolve("trial-0-abc"));
        Files.createDirectories(folderOfJob.path());
        List<String> command = List.of("sh", "-c", "sleep 60", "{request}");
        Job job = new CommandLauncher(command, folder, "study.yaml:3").launch(folderOfJob, 0);
        assertThat(job.state()).isEqualTo(Job.State.WAITING);
        new Reporter(folderOfJob).beat();
        assertThat(job.state()).isEqualTo(Job.State.WAITING);
        WholeFile.write(folderOfJob.request(), "\n[]\n");
        new Reporter(folderOfJob).beat();
        assertThat(job.state()).isEqualTo(Job.State.RUNNING);
        job.cancel();
        while (job.state() != Job.State.ENDED) {
            Thread.sleep(10);
        }
    }
}
