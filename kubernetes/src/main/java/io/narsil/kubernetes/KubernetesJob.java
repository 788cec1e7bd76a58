package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.narsil.runner.jobs.Job;
import io.narsil.runner.jobs.JobFolder;
import java.util.Optional;

/** One Job of Kubernetes, known by its labels. It is made by whoever looks at it first, and later where there is no room. */
final class KubernetesJob implements Job {
    private final KubernetesLauncher launcher;
    private final JobFolder folder;
    private final String name;
    private boolean submitted;
    private boolean cancelled;
    private String last = "";
    private String how = "was deleted";
    private long waiting = System.nanoTime();

    /** @param submitted truth of its being in the cluster already */
    KubernetesJob(KubernetesLauncher launcher, JobFolder folder, boolean submitted) {
        this.launcher = launcher;
        this.folder = folder;
        this.name = launcher.name(folder);
        this.submitted = submitted;
    }

    @Override
    public synchronized State state() {
        if (cancelled && !submitted) {
            return State.ENDED;
        }
        if (!submitted) {
            submitted = launcher.submit(folder);
            waiting = System.nanoTime();
            return State.WAITING;
        }
        Optional<io.fabric8.kubernetes.api.model.batch.v1.Job> job =
                launcher.cluster().jobs().find(name);
        PodLook look = launcher.cluster().look(folder.name());
        last = look.last().isEmpty() ? last : look.last();
        if (job.isEmpty()) {
            return State.ENDED;
        }
        Optional<JobCondition> end = end(job.get());
        if (end.isPresent()) {
            boolean well = end.get().getType().equals("Complete");
            launcher.started(well);
            how = well ? "has ended" : "has failed" + reason(end.get());
            return State.ENDED;
        }
        if (look.state() == State.RUNNING) {
            launcher.started(true);
            waiting = System.nanoTime();
        } else if (!cancelled) {
            launcher.waits(this, look, System.nanoTime() - waiting);
        }
        return look.state();
    }

    /** The condition that says that it is over; nothing while it is not. */
    static Optional<JobCondition> end(io.fabric8.kubernetes.api.model.batch.v1.Job job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(c -> "True".equals(c.getStatus()))
                        .filter(c -> "Complete".equals(c.getType()) || "Failed".equals(c.getType()))
                        .findFirst();
    }

    private static String reason(JobCondition end) {
        String reason = end.getReason() == null ? "" : end.getReason();
        String message = end.getMessage() == null ? "" : end.getMessage().strip();
        String both = reason + (reason.isEmpty() || message.isEmpty() ? "" : ": ") + message;
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    /** Its name in the cluster. */
    String name() {
        return name;
    }

    @Override
    public synchronized String end() {
        return "the job " + name + " " + how + (last.isEmpty() ? "" : "; " + last);
    }

    /** Does not make it any more. */
    synchronized void forget() {
        cancelled = true;
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            if (!submitted) {
                return;
            }
        }
        launcher.cancel(name);
    }
}
