package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are seen two seconds after whoever speaks of them has written them, as on a network's file system. */
@Timeout(120)
class LateFilesTest {
    private static final Network TINY = Network.of("tiny", 1, 8, 2, List.of(new Classifier(true)));

    @TempDir
    private Path folder;

    private static TrainRequest request() {
        return TrainRequest.of(0, TINY)
                .images("images")
                .epochs(1)
                .checkpoint("trial-0")
                .weights("trial-0-weights")
                .predictions("trial-0-predictions")
                .start("start")
                .teacher(new TrainRequest.Teacher(TINY, "teacher", 0.5, 0))
                .parent(new TrainRequest.Parent(TINY, "parent"))
                .build();
    }

    private Path file(String key) {
        return new FolderArtifacts(folder).path(key);
    }

    /** Has a file be seen later only, with what it has. */
    private static void late(Path file, long millis) {
        Path away = file.resolveSibling(file.getFileName() + ".away");
        try {
            Files.move(file, away);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread back = new Thread(() -> {
            try {
                Thread.sleep(millis);
                Files.move(away, file);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        back.start();
    }

    private TrialRunner runner(Launcher launcher, Duration late) {
        WorkerCommand trainer = new WorkerCommand(List.of("true"), Map.of());
        RunnerPlace place = new RunnerPlace(
                trainer, 1, new FolderArtifacts(folder), folder.resolve("jobs"), folder.resolve("log"), folder);
        return JobCrew.runner(launcher, place, new JobTimes(Duration.ofMillis(5), late, Duration.ofMinutes(1)));
    }

    @Test
    void aTrialIsOverWhenAllThatItsJobHasWrittenIsSeenHere() throws Exception {
        ReportingLauncher launcher = new ReportingLauncher(folder.resolve("log"));
        List<Path> written = List.of(file("trial-0"), file("trial-0-weights"), file("trial-0-predictions"));
        for (Path path : written) {
            Files.writeString(path, "numbers");
            launcher.named.add(path);
        }
        launcher.named.add(file("was-not-written"));
        launcher.after = () -> written.forEach(path -> late(path, 2_000));
        List<Boolean> there = new ArrayList<>();
        try (TrialRunner runner = runner(launcher, Duration.ofSeconds(60))) {
            runner.start();
            List<TrialResult> results = runner.run(List.of(request()), new RunListener() {
                @Override
                public void finished(TrialResult result) {
                    written.forEach(path -> there.add(Files.exists(path)));
                }

                @Override
                public void died(int trial, String reason, boolean alone) {
                    throw new IllegalStateException(reason);
                }
            });
            assertThat(results).allMatch(TrialResult::done);
        }
        assertThat(there).containsExactly(true, true, true);
    }

    @Test
    void aFileThatIsNeverSeenIsSaid() throws Exception {
        ReportingLauncher launcher = new ReportingLauncher(folder.resolve("log"));
        Path weights = file("trial-0-weights");
        Files.writeString(weights, "numbers");
        launcher.named.add(weights);
        launcher.after = () -> weights.toFile().delete();
        List<String> died = new ArrayList<>();
        try (TrialRunner runner = runner(launcher, Duration.ofMillis(100))) {
            runner.start();
            runner.run(List.of(request()), new RunListener() {
                @Override
                public void died(int trial, String reason, boolean alone) {
                    died.add(reason);
                    launcher.named.clear();
                    launcher.after = () -> {};
                }
            });
        }
        assertThat(died).containsExactly("the job has written " + weights + ", which is not seen here after 0 seconds");
    }

    /** Its trainer would fail: it looks once. */
    @Test
    void aJobWaitsForAllThatItsRequestNames() throws Exception {
        List<String> keys = List.of("images", "start", "teacher", "parent", "trial-0");
        StringBuilder all = new StringBuilder();
        for (String key : keys) {
            Files.writeString(file(key), "numbers");
            all.append(" -a -f ").append(file(key));
        }
        JobFolder job = new JobFolder(folder.resolve("jobs").resolve("trial-0-abc"));
        RequestFile request = RequestFile.of(Protocol.write(request(), new FolderArtifacts(folder)));
        assertThat(request.there()).hasSameSizeAs(keys);
        Files.writeString(folder.resolve("train.sh"), """
                echo '{"type": "ready", "engine": "sh"}'
                read line
                if [ 1 = 1 FILES ]; then
                  echo '{"type": "epoch", "trial": 0, "epoch": 1, "loss": 1, "score": 0.5, "seconds": 1}'
                  echo '{"type": "done", "trial": 0}'
                else
                  echo '{"type": "failed", "trial": 0, "diverged": false, "reason": "a file is missing"}'
                fi
                read line
                """.replace(" FILES", all));
        request.write(job.request());
        TrainerFile.write(job.trainer(), WorkerCommand.own(List.of("sh", "train.sh"), folder), "");
        late(job.request(), 700);
        late(job.trainer(), 1_400);
        keys.forEach(key -> late(file(key), 2_000));
        assertThat(new JobWorker(job, Duration.ofMillis(20)).work()).isZero();
        JobReport report = JobReport.read(job.report()).orElseThrow();
        assertThat(report.lines()).last().asString().contains("done");
        assertThat(report.files())
                .as("what it only read is not waited for")
                .containsOnly(Map.entry(file("trial-0").toString(), 7L));
        assertThat(report.machine()).isNotNull();
    }

    /** Its first bytes alone, as on a network's file system. */
    @Test
    void aRequestThatIsSeenInPartIsSaid() throws Exception {
        JobFolder job = new JobFolder(folder.resolve("jobs").resolve("trial-0-abc"));
        String line = Protocol.write(request(), new FolderArtifacts(folder));
        TrainerFile.write(job.trainer(), WorkerCommand.own(List.of("true"), folder), "");
        Files.createDirectories(job.path());
        Duration watch = Duration.ofMillis(20);
        for (String part : List.of("", line.substring(0, line.length() / 2), line + "\n[\"/ima")) {
            Files.writeString(job.request(), part);
            assertThatThrownBy(() -> new JobWorker(job, watch, Duration.ofMillis(100)).work())
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(job.request() + ": this is no request");
        }
    }

    /** An empty file is no first job, which only has to show that it can start. */
    @Test
    void aRequestThatIsSeenInPartIsWaitedFor() throws Exception {
        JobFolder job = new JobFolder(folder.resolve("jobs").resolve("trial-0-abc"));
        Files.writeString(folder.resolve("train.sh"), """
                echo '{"type": "ready", "engine": "sh"}'
                read line
                echo '{"type": "failed", "trial": 0, "diverged": false, "reason": "it was asked for"}'
                read line
                """);
        TrainerFile.write(job.trainer(), WorkerCommand.own(List.of("sh", "train.sh"), folder), "");
        Files.createDirectories(job.path());
        String line = Protocol.write(request(), new FolderArtifacts(folder));
        for (String part : List.of("", line.substring(0, line.length() / 2), line + "\n")) {
            Files.writeString(job.request(), part);
            Thread whole = new Thread(() -> {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                RequestFile.of(line).write(job.request());
            });
            whole.start();
            assertThat(new JobWorker(job, Duration.ofMillis(20)).work()).isZero();
            whole.join();
            assertThat(JobReport.read(job.report()).orElseThrow().lines())
                    .last()
                    .asString()
                    .contains("it was asked for");
        }
    }

    @Test
    void aRequestIsReadAsItWasWritten() throws Exception {
        Files.writeString(file("images"), "numbers");
        RequestFile request = RequestFile.of(Protocol.write(request(), new FolderArtifacts(folder)));
        request.write(folder.resolve("request.jsonl"));
        assertThat(RequestFile.read(folder.resolve("request.jsonl"))).isEqualTo(request);
        assertThat(request.there()).containsExactly(file("images"));
        new RequestFile("", List.of()).write(folder.resolve("request.jsonl"));
        assertThat(folder.resolve("request.jsonl")).hasContent("\n[]\n");
        assertThat(RequestFile.read(folder.resolve("request.jsonl")).line()).isEmpty();
    }
}
