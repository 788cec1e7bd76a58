package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * What a cluster does with jobs, as far as a search sees it: their pods are made, their containers really run, and when
 * they end, jobs have ended, failed, or get another pod, as their failure policy says.
 */
final class Kubelet implements AutoCloseable {
    private static final int KILLED = 137;
    private static final int GONE = 404;

    private final KubernetesClient client;
    private final Function<List<String>, Running> starter;
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Watch watch;
    /** What runs, by the name of its job; touched by the loop alone. */
    private final Map<String, Running> running = new HashMap<>();

    private final Set<String> disrupted = new HashSet<>();
    /** What becomes of pods of jobs whose names have such a part, in the place of running. */
    private final Map<String, PodStatus> held = new ConcurrentHashMap<>();

    private volatile boolean refuses;
    private int pods;

    Kubelet(KubernetesClient client, Function<List<String>, Running> starter) {
        this.client = client;
        this.starter = starter;
        watch = client.batch().v1().jobs().inNamespace(PretendCluster.NAMESPACE).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                if (action == Action.ADDED) {
                    loop.execute(() -> start(job));
                } else if (action == Action.DELETED) {
                    loop.execute(() -> deleted(job.getMetadata().getName()));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // The test is over.
            }
        });
    }

    /** Has pods of jobs whose names have such a part say something else than that they run. */
    void hold(String part, PodStatus status) {
        held.put(part, status);
    }

    /** Makes no pods from here on, as where a limit is in the way. */
    void refusePods() {
        refuses = true;
    }

    /** Kills the container of a job, as where memory runs out. */
    void kill(String job) {
        now(() -> running.get(job).kill().run());
    }

    /** Ends the pod of a job for the sake of others, as where its node is drained. */
    void disrupt(String job) {
        now(() -> {
            disrupted.add(job);
            running.get(job).end().run();
        });
    }

    /** Waits until nothing runs. */
    void quiet() {
        while (true) {
            CompletableFuture<Boolean> any = new CompletableFuture<>();
            loop.execute(() -> any.complete(running.isEmpty()));
            if (any.join()) {
                return;
            }
            PretendRuns.rest();
        }
    }

    private void now(Runnable action) {
        CompletableFuture.runAsync(action, loop).join();
    }

    private void start(Job job) {
        if (refuses) {
            return;
        }
        String name = job.getMetadata().getName();
        Pod pod = client.pods()
                .inNamespace(PretendCluster.NAMESPACE)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name + "-" + pods++)
                        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(job.getSpec().getTemplate().getSpec())
                        .build())
                .create();
        for (Map.Entry<String, PodStatus> entry : held.entrySet()) {
            if (name.contains(entry.getKey())) {
                say(pod, entry.getValue());
                return;
            }
        }
        Running container = starter.apply(
                job.getSpec().getTemplate().getSpec().getContainers().get(0).getCommand());
        running.put(name, container);
        say(pod, new PodStatusBuilder().withPhase("Running").build());
        Thread watcher = new Thread(() -> {
            int code = container.code().join();
            try {
                loop.execute(() -> ended(job, pod, code));
            } catch (RejectedExecutionException e) {
                // The test is over.
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    private void say(Pod pod, PodStatus status) {
        client.pods()
                .inNamespace(PretendCluster.NAMESPACE)
                .resource(new PodBuilder(pod)
                        .editMetadata()
                        .withResourceVersion(null)
                        .endMetadata()
                        .withStatus(status)
                        .build())
                .updateStatus();
    }

    /** Changes what somebody else may have deleted just now. */
    private static void change(Runnable act) {
        try {
            act.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != GONE) {
                throw e;
            }
        }
    }

    private void ended(Job job, Pod pod, int code) {
        String name = job.getMetadata().getName();
        boolean known = running.remove(name) != null;
        if (!known) {
            client.pods()
                    .inNamespace(PretendCluster.NAMESPACE)
                    .withName(pod.getMetadata().getName())
                    .delete();
            return;
        }
        boolean others = disrupted.remove(name);
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(code == 0 ? "Succeeded" : "Failed")
                .addNewContainerStatus()
                .withName(JobForm.CONTAINER)
                .withState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(code)
                        .withReason(code == KILLED ? "OOMKilled" : code == 0 ? "Completed" : "Error")
                        .withMessage(code == 0 ? null : "first\nlast words\n")
                        .endTerminated()
                        .build())
                .endContainerStatus();
        if (others) {
            status.addNewCondition()
                    .withType(PodLook.DISRUPTED)
                    .withStatus("True")
                    .endCondition();
        }
        say(pod, status.build());
        if (others) {
            start(job);
        } else {
            change(() -> finish(job, code == 0 ? "Complete" : "Failed", code == 0 ? "" : "PodFailurePolicy"));
        }
    }

    private void finish(Job job, String condition, String reason) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(PretendCluster.NAMESPACE)
                .resource(new JobBuilder(job)
                        .editMetadata()
                        .withResourceVersion(null)
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType(condition)
                        .withStatus("True")
                        .withReason(reason)
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private void deleted(String job) {
        Running container = running.remove(job);
        if (container != null) {
            container.end().run();
        }
    }

    @Override
    public void close() {
        watch.close();
        now(() -> running.values().forEach(container -> container.kill().run()));
        loop.shutdown();
    }
}
