package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.narsil.runner.Death;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.SubmittedJob;
import java.util.Optional;

/** One Job of Kubernetes. */
final class KubernetesJob extends SubmittedJob {
    private final KubernetesLauncher launcher;
    private final JobFolder folder;
    private String last = "";
    private String how = "was deleted";
    /** Whether its worker was ended for want of memory, at the last look. */
    private boolean memory;

    private long waiting = System.nanoTime();

    /** @param submitted truth of its being in the cluster already */
    KubernetesJob(KubernetesLauncher launcher, JobFolder folder, boolean submitted) {
        super(launcher.name(folder), submitted);
        this.launcher = launcher;
        this.folder = folder;
    }

    @Override
    protected boolean submit() {
        boolean taken = launcher.submit(folder);
        waiting = System.nanoTime();
        return taken;
    }

    @Override
    protected State look() {
        Optional<io.fabric8.kubernetes.api.model.batch.v1.Job> job =
                launcher.cluster().jobs().find(name());
        PodLook look = launcher.cluster().look(folder.name());
        last = look.last().isEmpty() ? last : look.last();
        if (job.isEmpty()) {
            return State.ENDED;
        }
        // An end of a pod that is gone, and that another one has followed, is no end of this job.
        memory = look.memory();
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
        } else if (!cancelled()) {
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

    @Override
    public synchronized String end() {
        return "the job " + name() + " " + how + (last.isEmpty() ? "" : "; " + last);
    }

    @Override
    public synchronized Death death() {
        return memory ? Death.MEMORY : Death.OUTSIDE;
    }

    @Override
    protected void remove() {
        launcher.cancel(name());
    }
}
