package io.narsil.runner.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.RunListener;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of which nothing is heard. */
@Timeout(60)
class LostJobTest {
    private static final TrainRequest REQUEST = TrainRequest.of(
                    0, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
            .images("images")
            .epochs(2)
            .build();

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private TrialRunner runner(Job.State state, Duration silence, Consumer<JobFolder> leaves) {
        JobTimes times = new JobTimes(Duration.ofMillis(5), Duration.ofMillis(100), silence);
        WorkerCommand trainer = new WorkerCommand(List.of("true"), Map.of());
        return JobCrew.runner(
                new Silent(state, leaves),
                new RunnerPlace(
                        trainer, 1, new FolderArtifacts(folder), folder.resolve("jobs"), folder.resolve("log"), folder),
                times);
    }

    /** A job of which the queue says that it runs, and nothing else does but for what it leaves in its folder. */
    private record Silent(Job.State state, Consumer<JobFolder> leaves) implements Launcher {
        @Override
        public void begin() {
            // Nothing to look at.
        }

        @Override
        public Job launch(JobFolder folder, int slot) {
            if (folder.subject().startsWith("probe")) {
                return new ThreadLauncher().launch(folder, slot);
            }
            return new Job() {
                @Override
                public State state() {
                    leaves.accept(folder);
                    return state;
                }

                @Override
                public String end() {
                    return "the job left the queue";
                }

                @Override
                public void cancel() {
                    // Nobody listens.
                }
            };
        }

        @Override
        public Optional<Job> find(JobFolder folder) {
            return Optional.empty();
        }

        @Override
        public String memory() {
            return "Maybe more of it";
        }

        @Override
        public String where() {
            return "study.yaml:3";
        }

        @Override
        public void close() {
            // Nothing to end.
        }
    }

    private void silent(Job.State state, Duration silence, String reason) {
        silent(state, silence, job -> {}, reason);
    }

    private static Consumer<JobFolder> prints(String text) {
        return job -> WholeFile.write(job.output(), text + "\n");
    }

    private void silent(Job.State state, Duration silence, Consumer<JobFolder> leaves, String reason) {
        try (TrialRunner runner = runner(state, silence, leaves)) {
            runner.start();
            assertThatThrownBy(() -> runner.run(List.of(REQUEST), new RunListener() {
                        @Override
                        public void died(int trial, String how, boolean alone) {
                            told.add(how);
                            throw new UserException("", "enough", "");
                        }
                    }))
                    .hasMessageContaining("enough");
        }
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains(reason);
    }

    @Test
    void aJobThatEndedWithoutATraceIsToldWithWhatMayBeWrong() {
        silent(
                Job.State.ENDED,
                Duration.ofMinutes(1),
                "the job left the queue and has written nothing into " + folder.resolve("jobs"));
    }

    /** As slurmstepd prints it, where the job itself was killed. */
    @Test
    void aJobThatRanOutOfMemoryIsToldWithWhatToRaise() {
        silent(
                Job.State.ENDED,
                Duration.ofMinutes(1),
                prints(
                        "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=3.batch. Some of your processes may have been"
                                + " killed by the cgroup out-of-memory handler."),
                "handler.\" (see workers.log); Maybe more of it");
    }

    /** The output is appended to where a queue starts a job once more. */
    @Test
    void memoryThatAnEarlierStartMissedIsNotMissedAgain() {
        silent(
                Job.State.ENDED,
                Duration.ofMinutes(1),
                prints(
                        "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=3.batch.\none\ntwo\nthe node is gone"),
                "said \"the node is gone\" (see workers.log)");
        assertThat(told.get(0)).doesNotContain("Maybe more of it");
    }

    /** As on a full disk: all jobs end without a word then, and to count that against a candidate would make another family. */
    @Test
    void whereNothingCanBeWrittenTheSearchStopsAndNoJobIsToBlame() {
        Consumer<JobFolder> removed = job -> {
            try {
                job.remove();
                Files.deleteIfExists(folder.resolve("jobs/trainer.json"));
                Files.deleteIfExists(folder.resolve("jobs"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (TrialRunner runner = runner(Job.State.ENDED, Duration.ofMinutes(1), removed)) {
            runner.start();
            assertThatThrownBy(() -> runner.run(List.of(REQUEST), new RunListener() {
                        @Override
                        public void died(int trial, String how, boolean alone) {
                            told.add(how);
                        }
                    }))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(folder.resolve("jobs") + ": this folder was removed or moved");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aJobThatGivesNoSignOfLifeIsGivenUp() {
        silent(Job.State.RUNNING, Duration.ofSeconds(3), "the job gave no sign of life");
    }
}
