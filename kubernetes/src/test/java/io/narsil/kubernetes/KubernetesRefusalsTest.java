package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.narsil.config.UserException;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.jobs.Job;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster that does not do what it is asked: a sentence, and no job is left. */
@Timeout(120)
class KubernetesRefusalsTest {
    private static final String QUOTA = "jobs.batch \"x\" is forbidden: exceeded quota: small, requested: cpu=8";

    @TempDir
    private Path folder;

    private PretendCluster cluster;
    private PretendRuns runs;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("images.safetensors"), "two cats");
        cluster = new PretendCluster(Running::thread);
        runs = PretendRuns.of(cluster.wire.port(), folder);
    }

    @AfterEach
    void end() throws IOException {
        assertThat(cluster.jobs()).isEmpty();
        cluster.close();
    }

    private void refused(PretendRuns of, String message) {
        try (TrialRunner runner = of.runner(1)) {
            assertThatThrownBy(runner::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("study.yaml:3: ")
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | jobs.batch is forbidden: User u cannot create resource jobs | a role that may do that",
                "403 | jobs.batch x is forbidden: exceeded quota: small | smaller \"resources\"",
                "404 | namespaces vision not found | a \"namespace\" that",
                "422 | Job.batch x is invalid: spec.template.spec.containers[0].image: Required value | correct what",
            })
    void aJobThatIsRefusedIsSaidBeforeAnythingIsTrained(int code, String words, String maybe) {
        cluster.refuse(1, code, words);
        refused(runs, "Kubernetes takes no job as it is asked for here: " + words + ". Maybe ");
        cluster.refuse(1, code, words);
        refused(runs, maybe);
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaid() {
        cluster.wire.away(true);
        refused(runs, "Kubernetes does not answer at http://localhost:" + cluster.wire.port() + "/: ");
    }

    @Test
    void aQuotaThatIsFullIsWaitedForOnceAJobWasTaken() throws IOException {
        try (TrialRunner runner = runs.runner(2)) {
            runner.start();
            cluster.refuse(2, 403, QUOTA);
            cluster.refuse(1, 429, "too many requests");
            assertThat(runner.run(
                            List.of(
                                    PretendRuns.request(0, PretendTraining.WELL),
                                    PretendRuns.request(1, PretendTraining.WELL)),
                            new RunListener() {}))
                    .allMatch(TrialResult::done);
        }
        assertThat(Files.readString(runs.log()))
                .startsWith("Kubernetes takes no more jobs for now, and is asked again: " + QUOTA + "\n");
    }

    private static PodStatus waiting(String reason, String message) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .addNewContainerStatus()
                .withName(JobForm.CONTAINER)
                .withState(new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason(reason)
                        .withMessage(message)
                        .endWaiting()
                        .build())
                .endContainerStatus()
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ImagePullBackOff | not found | the image registry.example.org/narsil:1 cannot be pulled: ",
                "InvalidImageName | couldn't parse | the image registry.example.org/narsil:1 cannot be pulled: ",
                "CreateContainerConfigError | secret \"a\" not found | a container cannot be started: ",
            })
    void anImageThatCannotBePulledIsSaid(String reason, String message, String words) {
        cluster.kubelet.hold("probe", waiting(reason, message));
        refused(runs, words + " " + reason + ": " + message);
    }

    private static PodStatus unschedulable(String message) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .endCondition()
                .build();
    }

    @Test
    void aFirstJobThatNoNodeTakesIsSaidAfterAWhile() {
        String message = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.";
        cluster.kubelet.hold("probe", unschedulable(message));
        refused(
                runs.with(KubernetesSettings.WAIT, "1s"),
                "no node takes a job as it is asked for here: " + message.replaceAll("\\.$", ""));
    }

    @Test
    void aPodThatCannotBeMadeIsSaid() {
        cluster.kubelet.refusePods();
        JobFolder probe = new JobFolder(runs.jobs().resolve("probe-0-a"));
        KubernetesLauncher launcher = begun(probe);
        cluster.client
                .v1()
                .events()
                .inNamespace(PretendCluster.NAMESPACE)
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("e")
                        .endMetadata()
                        .withType("Warning")
                        .withReason("FailedCreate")
                        .withMessage("pods \"x\" is forbidden: maximum memory usage per Container is 1Gi")
                        .withNewInvolvedObject()
                        .withKind("Job")
                        .withName(launcher.name(probe))
                        .endInvolvedObject()
                        .build())
                .create();
        Job job = launcher.launch(probe, 0);
        assertThatThrownBy(() -> {
                    while (job.state() == Job.State.WAITING) {
                        PretendRuns.rest();
                    }
                })
                .hasMessage("study.yaml:3: no pod can be made for a job as it is asked for here: pods \"x\" is"
                        + " forbidden: maximum memory usage per Container is 1Gi.");
        launcher.cancel(List.of(job));
        launcher.close();
    }

    private KubernetesLauncher begun(JobFolder job) {
        KubernetesLauncher launcher = runs.launcher();
        try {
            Files.createDirectories(job.path());
            Files.writeString(job.request(), "\n[]\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        launcher.begin();
        return launcher;
    }

    @Test
    void aJobOfThatNameThatIsNotOursIsSaid() {
        JobFolder folder = new JobFolder(runs.jobs().resolve("trial-0-a"));
        KubernetesLauncher launcher = begun(folder);
        cluster.kubelet.refusePods();
        String name = launcher.name(folder);
        cluster.create(new io.fabric8.kubernetes.api.model.batch.v1.JobBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Labels.RUN, "another")
                .endMetadata()
                .build());
        assertThatThrownBy(launcher.launch(folder, 0)::state)
                .hasMessage("study.yaml:3: a job " + name + " is there already, and is not of this run. Maybe \"kubectl"
                        + " delete job " + name + "\".");
        launcher.cancel(List.of());
        launcher.close();
        assertThat(cluster.jobs()).containsExactly(name);
        cluster.delete(name);
    }

    @Test
    void aRunOutsideTheVolumeIsRefused() {
        refused(
                runs.with(KubernetesSettings.PATH, "/shared"),
                "pods see the volume at /shared, and the run is not in there: " + folder.resolve("a run")
                        + ". Maybe \"--out /shared/a run\"");
        assertThat(cluster.asked).noneMatch(line -> line.contains("run%3D"));
    }
}
