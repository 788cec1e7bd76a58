package io.narsil.runner.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a Slurm that is pretended; {@link SlurmClusterTest} has a real one. */
@Timeout(120)
class SlurmRunnerTest {
    @TempDir
    private Path folder;

    private PretendSlurm slurm;

    @BeforeEach
    void begin() throws IOException {
        slurm = PretendSlurm.in(folder.resolve("slurm here"));
        Files.writeString(folder.resolve("images.safetensors"), "two cats");
    }

    private TrialRunner runner(int workers) {
        return PretendJobs.runner(workers, slurm.folder(), folder, "--mem=1G");
    }

    private void openGate() {
        WholeFile.write(folder.resolve("gate.safetensors"), "open");
    }

    /** What is done after the first epoch that is told, and what was told of deaths, after which the gate is open. */
    private final class Reaction implements RunListener {
        interface Act {
            void act() throws Exception;
        }

        private final Act act;
        private final List<String> died = new ArrayList<>();

        private boolean acted;

        Reaction(Act act) {
            this.act = act;
        }

        @Override
        public void epoch(WorkerMessage.Epoch epoch) {
            if (!acted) {
                acted = true;
                try {
                    act.act();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void died(int trial, String reason, boolean alone) {
            died.add(reason);
            openGate();
        }
    }

    private String job(String subject) {
        try {
            return slurm.jobs().stream()
                    .filter(name -> name.contains(subject))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void trialsAreJobsThatSlurmIsAskedAboutAllAtOnce() throws IOException {
        try (TrialRunner runner = runner(3)) {
            assertThat(runner.start()).isEqualTo("pretend");
            List<TrialResult> results = runner.run(
                    List.of(
                            PretendJobs.request(0, PretendTraining.WELL),
                            PretendJobs.request(1, PretendTraining.DIVERGES),
                            PretendJobs.request(2, PretendTraining.WELL)),
                    new RunListener() {});
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DONE, TrialResult.Status.DIVERGED, TrialResult.Status.DONE);
        }
        assertThat(slurm.calls("sbatch"))
                .hasSize(4)
                .allSatisfy(call -> assertThat(call)
                        .contains(" --partition=main ", " --mem=1G ", " --requeue ", " --signal=B:TERM@60 "));
        assertThat(slurm.calls("squeue")).allSatisfy(call -> assertThat(call).contains("--me"));
        assertThat(folder.resolve("run's jobs")).doesNotExist();
    }

    @Test
    void aJobThatIsQueuedAgainGoesOnWithoutHavingFailed() throws Exception {
        Reaction reaction = new Reaction(() -> {
            String name = job("trial-0");
            slurm.requeue(name);
            openGate();
            new Thread(() -> {
                        try {
                            Thread.sleep(1_000);
                            slurm.begin(name);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .start();
        });
        try (TrialRunner runner = runner(1)) {
            runner.start();
            assertThat(runner.run(List.of(PretendJobs.request(0, PretendTraining.WAITS)), reaction))
                    .allMatch(TrialResult::done);
        }
        assertThat(reaction.died).isEmpty();
        assertThat(slurm.calls("sbatch")).hasSize(2);
    }

    @Test
    void aJobThatIsCancelledByOthersIsToldAndSubmittedAgain() throws Exception {
        Reaction reaction = new Reaction(() -> {
            String id = Files.readString(slurm.folder().resolve("queue").resolve(job("trial-0")))
                    .strip();
            new ProcessBuilder(slurm.folder().resolve("scancel").toString(), id)
                    .start()
                    .waitFor();
        });
        try (TrialRunner runner = runner(1)) {
            runner.start();
            assertThat(runner.run(List.of(PretendJobs.request(0, PretendTraining.WAITS)), reaction))
                    .allMatch(TrialResult::done);
        }
        assertThat(reaction.died).hasSize(1);
        assertThat(reaction.died.get(0)).startsWith("the job was told to end");
        assertThat(slurm.calls("sbatch")).hasSize(3);
    }

    @Test
    void aJobThatIsLostWithItsNodeIsSubmittedAgain() throws Exception {
        Reaction reaction = new Reaction(() -> slurm.kill(job("trial-0")));
        try (TrialRunner runner = runner(1)) {
            runner.start();
            assertThat(runner.run(List.of(PretendJobs.request(0, PretendTraining.WAITS)), reaction))
                    .allMatch(TrialResult::done);
        }
        assertThat(reaction.died).hasSize(1);
        assertThat(reaction.died.get(0)).contains("left Slurm's queue without a result");
        assertThat(slurm.calls("sbatch")).hasSize(3);
    }

    @Test
    void closingCancelsAllJobsOfTheRunAndNoOthers() throws Exception {
        Files.writeString(slurm.folder().resolve("queue/others"), "1");
        TrialRunner runner = runner(2);
        runner.start();
        Reaction reaction = new Reaction(runner::close);
        assertThatThrownBy(() -> runner.run(
                        List.of(
                                PretendJobs.request(0, PretendTraining.WAITS),
                                PretendJobs.request(1, PretendTraining.WAITS)),
                        reaction))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the run was stopped");
        assertThat(slurm.calls("scancel")).allSatisfy(call -> assertThat(call).doesNotMatch(".* 1( .*)?"));
        while (slurm.jobs().size() > 1) {
            new ProcessBuilder(slurm.folder().resolve("squeue").toString())
                    .start()
                    .waitFor();
        }
        assertThat(slurm.jobs()).containsExactly("others");
        assertThat(folder.resolve("run's jobs")).doesNotExist();
    }

    @Test
    void aSubmissionThatHasNoRoomWaits() throws Exception {
        try (TrialRunner runner = runner(2)) {
            runner.start();
            slurm.refuse(3, "sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying");
            List<TrainRequest> requests = IntStream.range(0, 3)
                    .mapToObj(i -> PretendJobs.request(i, PretendTraining.WELL))
                    .toList();
            assertThat(runner.run(requests, new RunListener() {})).allMatch(TrialResult::done);
        }
        assertThat(slurm.calls("sbatch")).hasSize(7);
    }

    @Test
    void aControllerThatIsAwayForAWhileEndsNothing() throws Exception {
        Path away = slurm.folder().resolve("away");
        Reaction reaction = new Reaction(() -> {
            Files.writeString(away, "");
            new Thread(() -> {
                        try {
                            Thread.sleep(1_000);
                            Files.delete(away);
                            openGate();
                        } catch (InterruptedException | IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .start();
        });
        try (TrialRunner runner = runner(1)) {
            runner.start();
            assertThat(runner.run(List.of(PretendJobs.request(0, PretendTraining.WAITS)), reaction))
                    .allMatch(TrialResult::done);
        }
        assertThat(reaction.died).isEmpty();
    }

    @Test
    void whatSlurmRefusesIsSaidBeforeAnythingIsTrained() throws Exception {
        slurm.refuse(1, """
                sbatch: error: invalid partition specified: main
                sbatch: error: Batch job submission failed: Invalid partition name specified
                """);
        try (TrialRunner runner = runner(1)) {
            assertThatThrownBy(runner::start)
                    .isInstanceOf(UserException.class)
                    .hasMessage("study.yaml:3: Slurm takes no job as it is asked for here: sbatch: error: invalid"
                            + " partition specified: main; sbatch: error: Batch job submission failed: Invalid"
                            + " partition name specified. Maybe a partition that \"sinfo\" lists, and no more than"
                            + " its limits.");
        }
        Files.writeString(slurm.folder().resolve("away"), "");
        try (TrialRunner runner = runner(1)) {
            assertThatThrownBy(runner::start)
                    .hasMessageStartingWith("study.yaml:3: Slurm does not answer: slurm_load_jobs error: Unable");
        }
        Files.delete(slurm.folder().resolve("squeue"));
        Files.delete(slurm.folder().resolve("sbatch"));
        try (TrialRunner runner = runner(1)) {
            assertThatThrownBy(runner::start)
                    .hasMessageStartingWith("study.yaml:3: this machine cannot give jobs to Slurm: there is no sbatch,"
                            + " no squeue on the path");
        }
    }
}
