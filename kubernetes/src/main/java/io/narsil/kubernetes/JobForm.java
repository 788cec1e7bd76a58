package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.narsil.runner.jobs.JobFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Job that carries out a request: one pod with one container, which is Narsil's worker.
 *
 * <p>A pod that is disrupted (preempted, drained, evicted) is made again by Kubernetes, as often as it happens. One whose worker has
 * ended with an error is not: the report says what it was, and the search knows when it is tried again. What is left, such as a
 * node that would not start it, counts against the back-off limit.
 *
 * <p>The study's pod template lies under all that.
 */
record JobForm(KubernetesSettings settings, Labels labels) {
    static final String CONTAINER = "worker";

    static final String VOLUME = "run";
    private static final int BACK_OFF = 3;
    private static final int KEEP = 600;

    Job job(JobFolder folder) {
        Map<String, String> all = labels.all(folder, settings.labels());
        List<String> command = new ArrayList<>(settings.program());
        command.addAll(
                List.of("worker", "--request", folder.request().toAbsolutePath().toString()));
        PodTemplateSpec template = PodShape.template(settings.pod());
        PodSpec given = Objects.requireNonNullElseGet(template.getSpec(), PodSpec::new);
        ContainerBuilder container = given.getContainers().isEmpty()
                ? new ContainerBuilder()
                : new ContainerBuilder(given.getContainers().get(0));
        container
                .withName(CONTAINER)
                .withImage(settings.get(KubernetesSettings.IMAGE).orElseThrow())
                .withCommand(command)
                // The last lines of what it prints, where it ends badly, so that they can be told.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewResources()
                .withRequests(amounts())
                .withLimits(amounts())
                .endResources()
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(settings.get(KubernetesSettings.PATH).orElseThrow())
                .endVolumeMount();
        PodSpecBuilder pod = new PodSpecBuilder(given)
                .withRestartPolicy("Never")
                // Nothing in it speaks to the cluster.
                .withAutomountServiceAccountToken(false)
                .withContainers(container.build())
                .addNewVolume()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim()
                .withClaimName(settings.get(KubernetesSettings.CLAIM).orElseThrow())
                .endPersistentVolumeClaim()
                .endVolume()
                .addToNodeSelector(settings.nodeSelector())
                .addAllToTolerations(settings.tolerations().stream()
                        .map(key -> new TolerationBuilder()
                                .withKey(key)
                                .withOperator("Exists")
                                .build())
                        .toList());
        settings.get(KubernetesSettings.SERVICE_ACCOUNT).ifPresent(pod::withServiceAccountName);
        settings.get(KubernetesSettings.PULL_SECRET).ifPresent(pod::addNewImagePullSecret);
        // Of the pod, so that the time in a queue does not count.
        settings.seconds(KubernetesSettings.TIME).ifPresent(pod::withActiveDeadlineSeconds);
        Long user = settings.get(KubernetesSettings.USER).map(Long::valueOf).orElse(null);
        Long group = settings.get(KubernetesSettings.GROUP).map(Long::valueOf).orElse(null);
        if (user != null || group != null) {
            PodSecurityContextBuilder security = given.getSecurityContext() == null
                    ? new PodSecurityContextBuilder()
                    : new PodSecurityContextBuilder(given.getSecurityContext());
            // What one of the two does not say may stand in the template.
            Optional.ofNullable(user).ifPresent(security::withRunAsUser);
            Optional.ofNullable(group).ifPresent(security::withRunAsGroup);
            pod.withSecurityContext(security.build());
        }
        return new JobBuilder()
                .withNewMetadata()
                .withName(labels.name(folder))
                .withLabels(all)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(settings.get(KubernetesSettings.BACK_OFF)
                        .map(Integer::valueOf)
                        .orElse(BACK_OFF))
                .withTtlSecondsAfterFinished(settings.seconds(KubernetesSettings.KEEP)
                        .map(Long::intValue)
                        .orElse(KEEP))
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", PodLook.DISRUPTED)
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(CONTAINER)
                .withOperator("NotIn")
                .withValues(0)
                .endOnExitCodes()
                .endRule()
                .endPodFailurePolicy()
                .withTemplate(new PodTemplateSpecBuilder(template)
                        .editOrNewMetadata()
                        .addToLabels(all)
                        .endMetadata()
                        .withSpec(pod.build())
                        .build())
                .endSpec()
                .build();
    }

    private Map<String, Quantity> amounts() {
        Map<String, Quantity> amounts = new LinkedHashMap<>();
        settings.resources().forEach((name, amount) -> amounts.put(name, new Quantity(amount)));
        return amounts;
    }
}
