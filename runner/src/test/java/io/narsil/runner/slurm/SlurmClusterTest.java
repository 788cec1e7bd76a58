package io.narsil.runner.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRunner;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Slurm of two nodes on this machine, where it is installed. */
@Timeout(180)
class SlurmClusterTest {
    private static final Path SCRIPT =
            Path.of("").toAbsolutePath().getParent().resolve("tools").resolve("slurm.sh");

    @TempDir
    private Path folder;

    /** Not below the folder of the test: daemons may still write when that is removed. */
    private Path cluster;

    private Path programs;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/slurmctld")) && Files.isExecutable(Path.of("/usr/bin/sbatch")),
                "Slurm is not installed here: apt-get install slurmctld slurmd slurm-client");
        assumeTrue("root".equals(System.getProperty("user.name")), "slurmd runs as root alone");
        cluster = Files.createTempDirectory("narsil-slurm");
        assumeTrue(script("start") == 0, "Slurm does not start here; see " + cluster + "/log");
        Files.writeString(folder.resolve("images.safetensors"), "two cats");
        programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : List.of("sbatch", "squeue", "scancel")) {
            program(programs.resolve(name), "exec /usr/bin/" + name + " \"$@\"");
        }
    }

    private void program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\nexport SLURM_CONF='" + cluster.resolve("slurm.conf") + "'\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int script(String action) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), action, cluster.toString())
                .redirectErrorStream(true)
                .redirectOutput(cluster.resolve("script.log").toFile());
        builder.environment().putAll(Map.of("NARSIL_SLURM_PORT", "17917"));
        return builder.start().waitFor();
    }

    @AfterEach
    void end() throws Exception {
        if (cluster != null) {
            script("stop");
            Folders.delete(cluster);
        }
    }

    @Test
    void trialsAreTrainedOnItsNodes() throws Exception {
        try (TrialRunner runner = PretendJobs.runner(2, programs, folder, "--mem=500M")) {
            assertThat(runner.start()).isEqualTo("pretend");
            List<TrialResult> results = runner.run(
                    List.of(
                            PretendJobs.request(0, PretendTraining.WELL),
                            PretendJobs.request(1, PretendTraining.FAILS),
                            PretendJobs.request(2, PretendTraining.WELL)),
                    new RunListener() {});
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DONE, TrialResult.Status.FAILED, TrialResult.Status.DONE);
        }
        assertThat(folder.resolve("run's jobs")).doesNotExist();
        refused("--partition=nowhere", "invalid partition specified: nowhere");
        refused("--mem=900G", "Memory specification can not be satisfied");
        // Taken by sbatch, and never started.
        refused("--cpus-per-task=64", "Slurm will not start a job as it is asked for here: PartitionConfig");
    }

    private void refused(String option, String message) {
        try (TrialRunner runner = PretendJobs.runner(1, programs, folder, option)) {
            assertThatThrownBy(runner::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("study.yaml:3: Slurm ")
                    .hasMessageContaining(message);
        }
    }
}
