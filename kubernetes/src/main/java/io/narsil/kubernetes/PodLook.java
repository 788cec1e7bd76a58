package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.narsil.runner.jobs.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the pods of one job say.
 *
 * @param trouble reason why none of them runs; empty where there is none, or one that passes by itself
 * @param last words for how the last worker's container ended; empty where none did
 * @param pending names of the pods that have not started
 * @param memory truth of that end's being for want of memory
 */
record PodLook(Job.State state, Optional<Trouble> trouble, String last, List<String> pending, boolean memory) {
    /** The condition of a pod that is ended by the cluster and not by itself. */
    static final String DISRUPTED = "DisruptionTarget";

    private static final Set<String> NEVER = Set.of("InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> STUCK =
            Set.of("ImagePullBackOff", "CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final int LONGEST = 300;
    private static final String NO_MEMORY = "OOMKilled";

    /** Looks at the pods of a job that has not ended. */
    static PodLook of(List<Pod> all) {
        // They come in any order, and how the last one ended is how the job did.
        List<Pod> pods =
                all.stream().sorted(Comparator.comparing(PodLook::made)).toList();
        String last = pods.stream()
                .flatMap(pod -> ended(pod).stream())
                .reduce((a, b) -> b)
                .orElse("");
        boolean memory = pods.stream()
                .flatMap(PodLook::ends)
                .reduce((a, b) -> b)
                .filter(end -> NO_MEMORY.equals(end.getReason()))
                .isPresent();
        if (pods.stream().anyMatch(pod -> phase(pod).equals("Running"))) {
            return new PodLook(Job.State.RUNNING, Optional.empty(), last, List.of(), memory);
        }
        // Of one that has ended by itself, Kubernetes is about to say what becomes of the job.
        boolean over = pods.stream()
                .anyMatch(pod -> (phase(pod).equals("Failed") || phase(pod).equals("Succeeded")) && !disrupted(pod));
        List<Pod> pending =
                pods.stream().filter(pod -> phase(pod).equals("Pending")).toList();
        if (over && pending.isEmpty()) {
            return new PodLook(Job.State.RUNNING, Optional.empty(), last, List.of(), memory);
        }
        Optional<Trouble> trouble =
                pending.stream().flatMap(pod -> trouble(pod).stream()).findFirst();
        List<String> names =
                pending.stream().map(pod -> pod.getMetadata().getName()).toList();
        return new PodLook(Job.State.WAITING, trouble, last, names, memory);
    }

    private static String made(Pod pod) {
        return text(pod.getMetadata().getCreationTimestamp());
    }

    private static String phase(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return phase == null ? "Pending" : phase;
    }

    private static boolean disrupted(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null
                || pod.getStatus().getConditions().stream()
                        .anyMatch(c -> DISRUPTED.equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private static Stream<ContainerState> containers(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getState)
                        .filter(Objects::nonNull);
    }

    private static Optional<Trouble> trouble(Pod pod) {
        Optional<Trouble> container = containers(pod)
                .map(ContainerState::getWaiting)
                .filter(Objects::nonNull)
                .flatMap(waiting -> container(pod, waiting.getReason(), text(waiting.getMessage())).stream())
                .findFirst();
        if (container.isPresent() || pod.getStatus() == null) {
            return container;
        }
        return pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && "Unschedulable".equals(c.getReason()))
                .findFirst()
                .map(c -> unschedulable(text(c.getMessage())));
    }

    private static Optional<Trouble> container(Pod pod, String reason, String message) {
        boolean never = reason != null && NEVER.contains(reason);
        if (reason == null || !(never || STUCK.contains(reason))) {
            return Optional.empty();
        }
        boolean image = reason.contains("Image");
        String what = image
                ? "the image " + pod.getSpec().getContainers().get(0).getImage() + " cannot be pulled: "
                : "a container cannot be started: ";
        String words = what + reason + (message.isEmpty() ? "" : ": " + message);
        String maybe = image ? "correct \"image\", or name a \"pull_secret\" that may read it" : "";
        return Optional.of(new Trouble(words, maybe, never ? Trouble.Kind.NEVER : Trouble.Kind.STUCK));
    }

    private static Trouble unschedulable(String message) {
        String words = "no node takes a job as it is asked for here: " + message;
        boolean claim = message.contains("persistentvolumeclaim") && message.contains("not found");
        return claim
                ? new Trouble(words, "a claim that \"kubectl get pvc\" lists", Trouble.Kind.STUCK)
                : new Trouble(
                        words,
                        "no more \"resources\" than a node has, a \"node_selector\" that one has, a longer \"wait\", or"
                                + " \"tolerations\"",
                        Trouble.Kind.BUSY);
    }

    private static Optional<String> ended(Pod pod) {
        return ends(pod).map(PodLook::ended).reduce((a, b) -> b);
    }

    /** The end of the worker: what a cluster puts beside it may end as it likes. */
    private static Stream<ContainerStateTerminated> ends(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .filter(container -> JobForm.CONTAINER.equals(container.getName()))
                        .map(ContainerStatus::getState)
                        .filter(Objects::nonNull)
                        .map(ContainerState::getTerminated)
                        .filter(Objects::nonNull);
    }

    private static String ended(ContainerStateTerminated end) {
        String reason = end.getReason() == null || end.getReason().equals("Error") ? "" : " (" + end.getReason() + ")";
        List<String> lines = text(end.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String said = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String how = NO_MEMORY.equals(end.getReason())
                ? "its container ran out of memory (" + NO_MEMORY + ")"
                : "its container ended with code " + end.getExitCode() + reason;
        return how
                + (said.isEmpty()
                        ? ""
                        : " and said \"" + (said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said)
                                + "\"");
    }

    private static String text(String message) {
        return message == null ? "" : message.strip();
    }
}
