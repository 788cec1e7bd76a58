package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The namespace of a cluster, as far as a run has to do with it. However many ask, it is asked once for all of them. */
final class Cluster implements AutoCloseable {
    /** Reasons of warnings that say why nothing runs: the first is of jobs, the others are of pods. */
    private static final Set<String> FAILURES =
            Set.of("FailedCreate", "FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox");

    private final KubernetesClient client;
    private final String namespace;
    private final Paces paces;
    private final Listed<Job> jobs;
    private final Listed<Pod> pods;
    private Map<String, String> warnings = Map.of();
    private long asked;

    Cluster(KubernetesClient client, String namespace, String run, Paces paces) {
        this.client = client;
        this.namespace = namespace;
        this.paces = paces;
        jobs = new Listed<>(client.batch().v1().jobs().inNamespace(namespace).withLabel(Labels.RUN, run), paces);
        pods = new Listed<>(client.pods().inNamespace(namespace).withLabel(Labels.RUN, run), paces);
        asked = System.nanoTime() - paces.podless().toNanos();
    }

    /** Where it is, for people. */
    String address() {
        return client.getMasterUrl().toString();
    }

    Listed<Job> jobs() {
        return jobs;
    }

    /** The pods of a job. */
    PodLook look(String job) {
        return PodLook.of(pods.labelled(Labels.JOB, job));
    }

    /**
     * Looks whether pods may be listed.
     *
     * @throws KubernetesClientException where they may not
     */
    void check() {
        jobs.now();
        pods.now();
    }

    /** The job of a name, whoever made it. */
    Optional<Job> get(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
    }

    void create(Job job) {
        jobs.made(
                client.batch().v1().jobs().inNamespace(namespace).resource(job).create());
    }

    /** Deletes a job with its pods; one that is not there is no fault. */
    void delete(String name) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** What keeps the pod of a job from being made, or a pod from starting, as far as the cluster tells it. */
    synchronized Optional<String> warning(String name) {
        if (System.nanoTime() - asked >= paces.podless().toNanos()) {
            asked = System.nanoTime();
            try {
                warnings = events();
            } catch (KubernetesClientException | IllegalStateException e) {
                // Whoever may not read events, or is about to end, learns less.
                warnings = Map.of();
            }
        }
        return Optional.ofNullable(warnings.get(name));
    }

    private Map<String, String> events() {
        Map<String, String> found = new HashMap<>();
        List<Event> events = client.v1()
                .events()
                .inNamespace(namespace)
                .withField("type", "Warning")
                .list()
                .getItems();
        for (Event event : events) {
            if (FAILURES.contains(event.getReason()) && event.getMessage() != null) {
                found.put(
                        event.getInvolvedObject().getName(), event.getMessage().strip());
            }
        }
        return found;
    }

    @Override
    public void close() {
        jobs.close();
        pods.close();
        client.close();
    }
}
