package io.narsil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodLookTest {
    private static ContainerStatus ended(String name, int code, String reason) {
        return new ContainerStatusBuilder()
                .withName(name)
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .endTerminated()
                .endState()
                .build();
    }

    private static Pod pod(int second, ContainerStatus... containers) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withCreationTimestamp("2026-11-27T00:00:0" + second + "Z")
                .endMetadata()
                .withNewStatus()
                .withPhase("Failed")
                .withContainerStatuses(containers)
                .endStatus()
                .build();
    }

    @Test
    void onlyTheLastEndOfAWorkerTellsOfMemory() {
        ContainerStatus killed = ended(JobForm.CONTAINER, 137, "OOMKilled");
        ContainerStatus failed = ended(JobForm.CONTAINER, 1, "Error");
        assertThat(PodLook.of(List.of(pod(2, killed), pod(1, failed))).memory()).isTrue();
        assertThat(PodLook.of(List.of(pod(2, failed), pod(1, killed))).memory()).isFalse();
        PodLook beside = PodLook.of(List.of(pod(1, failed, ended("proxy", 137, "OOMKilled"))));
        assertThat(beside.memory()).isFalse();
        assertThat(beside.last()).isEqualTo("its container ended with code 1");
    }
}
