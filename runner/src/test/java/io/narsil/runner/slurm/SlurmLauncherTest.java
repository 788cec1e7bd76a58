package io.narsil.runner.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.jobs.Job;
import io.narsil.runner.jobs.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submissions to a Slurm that is pretended. */
@Timeout(60)
class SlurmLauncherTest {
    @TempDir
    private Path folder;

    private PretendSlurm slurm;
    private SlurmLauncher launcher;

    @BeforeEach
    void begin() throws Exception {
        slurm = PretendSlurm.in(folder.resolve("slurm"));
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        SlurmQueue queue = new SlurmQueue(Tools.in(slurm.folder()), Duration.ZERO);
        RunnerPlace place = new RunnerPlace(
                new WorkerCommand(List.of("true"), Map.of()),
                1,
                new FolderArtifacts(folder),
                jobs,
                folder.resolve("log"),
                folder);
        launcher =
                new SlurmLauncher(new SlurmSettings(Map.of(), List.of()), queue, place, "study.yaml:3", Duration.ZERO);
        launcher.begin();
    }

    /** A job that does nothing; it is in the queue until it is cancelled. */
    private Job job(JobFolder of) throws Exception {
        Files.createDirectories(of.path());
        Job job = launcher.launch(of, 0);
        Files.writeString(of.script(), "exit 0");
        return job;
    }

    @Test
    void aJobWhoseAnswerWasLostIsNotSubmittedTwice() throws Exception {
        JobFolder first = new JobFolder(folder.resolve("jobs/trial-0-a"));
        Job lost = job(first);
        Job other = job(new JobFolder(folder.resolve("jobs/trial-1-b")));
        Path answer = Files.createFile(slurm.folder().resolve("lost"));
        assertThat(lost.state()).isEqualTo(Job.State.WAITING);
        assertThat(answer).doesNotExist();
        Files.writeString(slurm.folder().resolve("waiting-" + launcher.name(first)), "Priority");
        // What becomes of another job says nothing of this one, and neither does a controller that is away.
        other.state();
        Path away = Files.createFile(slurm.folder().resolve("away"));
        assertThat(lost.state()).isEqualTo(Job.State.WAITING);
        Files.delete(away);
        assertThat(lost.state()).isEqualTo(Job.State.WAITING);
        assertThat(lost.state()).isEqualTo(Job.State.WAITING);
        assertThat(slurm.calls("sbatch"))
                .filteredOn(call -> call.contains("=" + launcher.name(first) + " "))
                .hasSize(1);
        assertThat(slurm.calls("sbatch")).hasSize(2);
    }

    @Test
    void aJobThatWasRefusedForNowIsSubmittedAgain() throws Exception {
        Job job = job(new JobFolder(folder.resolve("jobs/trial-0-a")));
        slurm.refuse(2, "sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying");
        for (int i = 0; i < 3; i++) {
            job.state();
        }
        assertThat(slurm.calls("sbatch")).hasSize(3);
        assertThat(slurm.jobs()).hasSize(1);
        assertThat(folder.resolve("log"))
                .hasContent(
                        "Slurm takes no more jobs for now, and is asked again: sbatch: error: Slurm temporarily unable"
                                + " to accept job, sleeping and retrying");
    }

    @Test
    void aPolicyIsWaitedForOnlyWhereItMayBeThisRunsOtherJobsThatAreInTheWay() throws Exception {
        Path others = slurm.folder().resolve("queue/others");
        Files.writeString(others, "999999999");
        Files.writeString(slurm.folder().resolve("waiting-others"), "Priority");
        launcher.begin();
        JobFolder first = new JobFolder(folder.resolve("jobs/trial-0-a"));
        Job job = job(first);
        String policy = "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit"
                + " limit, user's size and/or time limits)";
        slurm.refuse(1, policy);
        assertThatThrownBy(job::state).isInstanceOf(UserException.class).hasMessageContaining("Job violates");

        Files.move(others, others.resolveSibling(launcher.name(first)));
        Files.writeString(slurm.folder().resolve("waiting-" + launcher.name(first)), "Priority");
        launcher.begin();
        slurm.refuse(1, policy);
        Job second = job(new JobFolder(folder.resolve("jobs/trial-1-b")));
        assertThat(second.state()).isEqualTo(Job.State.WAITING);
        assertThat(slurm.jobs()).containsExactly(launcher.name(first));

        // Once a job was taken, it is no matter whether one is in the queue just now.
        second.state();
        Files.delete(slurm.folder().resolve("queue").resolve(launcher.name(first)));
        slurm.refuse(1, policy);
        assertThat(job(new JobFolder(folder.resolve("jobs/trial-2-c"))).state()).isEqualTo(Job.State.WAITING);
        assertThat(slurm.calls("sbatch")).hasSize(4);
    }
}
