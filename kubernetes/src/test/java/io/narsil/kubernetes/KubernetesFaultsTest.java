package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.narsil.config.UserException;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRunner;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to jobs, with workers that are real processes. */
@Timeout(120)
class KubernetesFaultsTest {
    @TempDir
    private Path folder;

    private PretendCluster cluster;
    private PretendRuns runs;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("images.safetensors"), "two cats");
        cluster = new PretendCluster(Running::process);
        runs = PretendRuns.of(cluster.wire.port(), folder);
    }

    @AfterEach
    void end() throws IOException {
        assertThat(cluster.jobs()).isEmpty();
        cluster.kubelet.quiet();
        cluster.close();
        assertThat(runs.jobs()).doesNotExist();
    }

    private PretendRuns.Reaction waits(PretendRuns of, PretendRuns.Reaction.Act first) {
        PretendRuns.Reaction reaction = new PretendRuns.Reaction(first, runs::openGate);
        try (TrialRunner runner = of.runner(1)) {
            assertThat(runner.start()).isEqualTo("pretend");
            assertThat(runner.run(List.of(PretendRuns.request(0, PretendTraining.WAITS)), reaction))
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DONE);
        }
        return reaction;
    }

    @Test
    void aWorkerThatIsKilledInMidTrialIsTriedAgain() {
        PretendRuns.Reaction reaction = waits(runs, () -> cluster.kubelet.kill(cluster.job("trial-0")));
        assertThat(reaction.died).hasSize(1);
        assertThat(reaction.died.get(0))
                .contains(
                        "has failed (PodFailurePolicy); its container ran out of memory (OOMKilled) and said \"last words\""
                                + " without a result; jobs have what their nodes give them. Maybe more: \"resources: {memory: 8Gi}\"");
        assertThat(cluster.made()).isEqualTo(3);
    }

    @Test
    void aJobThatIsDeletedByHandIsMadeAgain() {
        PretendRuns.Reaction reaction = waits(runs, () -> cluster.delete(cluster.job("trial-0")));
        assertThat(reaction.died).hasSize(1);
        // Either the search sees first that it is gone, or what its worker has said of it.
        assertThat(reaction.died.get(0)).containsAnyOf("was deleted without a result", "the job was told to end");
        assertThat(cluster.made()).isEqualTo(3);
    }

    /** The cluster makes its pod again: that is no try of the search's. */
    @Test
    void aPodThatIsDisruptedGoesOnWithoutHavingFailed() {
        PretendRuns.Reaction reaction = waits(runs.late(Duration.ofMinutes(1)), () -> {
            cluster.kubelet.disrupt(cluster.job("trial-0"));
            runs.openGate();
        });
        assertThat(reaction.died).isEmpty();
        assertThat(cluster.made()).isEqualTo(2);
    }

    /** What is done while the search goes on with looking. */
    private static void meanwhile(Runnable act) {
        new Thread(act).start();
    }

    /** The wire is cut, and what is watched from then on is too old at first. */
    @Test
    void watchesThatAreLostOrExpiredAreBegunAnew() {
        PretendRuns.Reaction reaction = waits(runs, () -> {
            String job = cluster.job("trial-0");
            cluster.expire(4);
            cluster.wire.cut();
            meanwhile(() -> {
                while (cluster.expires()) {
                    PretendRuns.rest();
                }
                cluster.delete(job);
            });
        });
        assertThat(reaction.died).hasSize(1);
        assertThat(cluster.made()).isEqualTo(3);
    }

    @Test
    void aClusterThatIsAwayForAWhileEndsNothing() {
        PretendRuns.Reaction reaction = waits(runs, () -> {
            cluster.wire.away(true);
            meanwhile(() -> {
                while (cluster.wire.refused() < 3) {
                    PretendRuns.rest();
                }
                runs.openGate();
                cluster.wire.away(false);
            });
        });
        assertThat(reaction.died).isEmpty();
        assertThat(cluster.made()).isEqualTo(2);
    }

    /** {@code kill -9} of the search: its job goes on, and its result is taken up by the labels. */
    @Test
    void aSearchThatWasKilledFindsItsJobs() throws Exception {
        Process search = new ProcessBuilder(PretendRuns.java(List.of(
                        "-cp",
                        PretendRuns.classPath(),
                        PretendSearch.class.getName(),
                        Integer.toString(cluster.wire.port()),
                        folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(search.inputReader().readLine()).isEqualTo("epoch");
        search.destroyForcibly().waitFor();
        String job = cluster.job("trial-0");
        assertThat(cluster.made()).isEqualTo(2);

        PretendRuns.Reaction reaction = waits(runs, runs::openGate);
        assertThat(reaction.died).isEmpty();
        assertThat(cluster.made()).isEqualTo(2);
        assertThat(cluster.asked).anyMatch(line -> line.startsWith("DELETE ") && line.contains(job));
    }

    @Test
    void anAnswerThatIsLostMakesNoSecondJob() {
        PretendRuns.Reaction reaction = new PretendRuns.Reaction(() -> {}, () -> {});
        try (TrialRunner runner = runs.runner(1)) {
            runner.start();
            cluster.loseAnAnswer();
            assertThat(runner.run(List.of(PretendRuns.request(0, PretendTraining.WELL)), reaction))
                    .allMatch(TrialResult::done);
        }
        assertThat(reaction.died).isEmpty();
        assertThat(cluster.asked)
                .filteredOn(line -> line.startsWith("DELETE ") && line.contains("/jobs/"))
                .as("the first job, and the one that was made once")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void closingDeletesAllJobsOfTheRunAndNoOthers() {
        cluster.kubelet.hold("others", new io.fabric8.kubernetes.api.model.PodStatus());
        cluster.create(new JobBuilder()
                .withNewMetadata()
                .withName("others")
                .addToLabels(Labels.RUN, "another")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
        TrialRunner runner = runs.runner(2);
        runner.start();
        RunListener closes = new PretendRuns.Reaction(runner::close, () -> {});
        assertThatThrownBy(() -> runner.run(
                        List.of(
                                PretendRuns.request(0, PretendTraining.WAITS),
                                PretendRuns.request(1, PretendTraining.WAITS)),
                        closes))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the run was stopped");
        assertThat(cluster.jobs()).containsExactly("others");
        cluster.delete("others");
    }
}
