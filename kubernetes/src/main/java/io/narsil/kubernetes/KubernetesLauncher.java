package io.narsil.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.narsil.config.UserException;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.JobLog;
import io.narsil.runner.jobs.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives jobs to Kubernetes, as Jobs that are known by their labels. */
final class KubernetesLauncher implements Launcher {
    private final KubernetesSettings settings;
    private final Supplier<KubernetesClient> connection;
    private final Path jobs;
    private final JobLog log;
    private final String where;
    private final Paces paces;
    private Optional<Cluster> cluster = Optional.empty();
    private Labels labels = new Labels("", "");
    /** Whether a job of this run was made, so that a quota is one of numbers. */
    private boolean taken;
    /** Whether a job of this run has started, so that others like it can. */
    private volatile boolean started;

    private boolean closed;
    /** Whether all is over, and nobody may be asked any more. */
    private volatile boolean over;

    /** Whether jobs may be left, which the next search of this run is to find. */
    private volatile boolean left;

    private long notBefore = System.nanoTime();

    /**
     * A launcher.
     *
     * @param connection opener of the way to the cluster
     * @param where file and line that chose it
     */
    KubernetesLauncher(
            KubernetesSettings settings,
            Supplier<KubernetesClient> connection,
            RunnerPlace place,
            String where,
            Paces paces) {
        this.settings = settings;
        this.connection = connection;
        this.jobs = place.jobs();
        this.log = new JobLog(place.log());
        this.where = where;
        this.paces = paces;
    }

    @Override
    public void begin() {
        Path run = jobs.toAbsolutePath().normalize();
        Path volume = Path.of(settings.get(KubernetesSettings.PATH).orElseThrow());
        if (!run.startsWith(volume)) {
            throw new UserException(
                    where,
                    "pods see the volume at " + volume + ", and the run is not in there: " + run.getParent(),
                    "\"--out " + volume.resolve(run.getParent().getFileName())
                            + "\", where this machine sees the same volume under the same path");
        }
        labels = Labels.of(jobs);
        KubernetesClient client = connection.get();
        String namespace = settings.get(KubernetesSettings.NAMESPACE)
                .orElse(client.getNamespace() == null ? "default" : client.getNamespace());
        Cluster here = new Cluster(client, namespace, labels.run(), paces);
        cluster = Optional.of(here);
        try {
            here.check();
            // What is left of jobs whose files are gone.
            here.jobs().all().forEach((name, job) -> {
                if (!Files.exists(jobs.resolve(folder(job)))) {
                    here.delete(name);
                }
            });
        } catch (KubernetesClientException e) {
            String what = Refusal.unanswered(e)
                    ? "Kubernetes does not answer at " + here.address() + ": "
                    : "Kubernetes does not let this run look at its jobs: ";
            throw new UserException(where, what + Refusal.words(e), Refusal.maybe(e));
        }
    }

    private static String folder(Job job) {
        String name = job.getMetadata().getLabels().get(Labels.JOB);
        return name == null || name.isBlank() || name.contains("/") ? "none" : name;
    }

    Cluster cluster() {
        return cluster.orElseThrow();
    }

    String name(JobFolder folder) {
        return labels.name(folder);
    }

    @Override
    public io.narsil.runner.jobs.Job launch(JobFolder folder, int slot) {
        return new KubernetesJob(this, folder, false);
    }

    @Override
    public Optional<io.narsil.runner.jobs.Job> find(JobFolder folder) {
        return cluster().jobs().all().values().stream()
                .filter(job -> folder(job).equals(folder.name()))
                .filter(job -> KubernetesJob.end(job).isEmpty())
                .findFirst()
                .map(job -> new KubernetesJob(this, folder, true));
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public List<String> news() {
        return log.news();
    }

    @Override
    public String memory() {
        String limit = settings.resources().get(KubernetesSettings.MEMORY);
        return limit == null
                ? "jobs have what their nodes give them. Maybe more: \"resources: {memory: 8Gi}\" of the runner"
                : "a job has \"resources: {memory: " + limit + "}\" of the runner. Maybe more of it";
    }

    /** Notes whether a job of this run has started. */
    void started(boolean it) {
        if (it) {
            started = true;
        }
    }

    /**
     * Makes a job; false where the cluster has no room now, and is left alone for a while.
     *
     * @throws UserException where it will never take the job
     */
    synchronized boolean submit(JobFolder folder) {
        if (closed || System.nanoTime() - notBefore < 0) {
            return false;
        }
        try {
            cluster().create(new JobForm(settings, labels).job(folder));
            taken = true;
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == Refusal.EXISTS && there(folder)) {
                taken = true;
                return true;
            }
            if (!Refusal.passes(e, taken)) {
                throw new UserException(
                        where,
                        "Kubernetes takes no job as it is asked for here: " + Refusal.words(e),
                        Refusal.maybe(e));
            }
            log.tell("Kubernetes takes no more jobs for now, and is asked again: " + Refusal.words(e));
            notBefore = System.nanoTime() + paces.room().toNanos();
            return false;
        }
    }

    /** Whether a job is there already, as where an answer was lost; one of its name that is not this run's is a fault. */
    private boolean there(JobFolder folder) {
        String name = name(folder);
        Optional<Job> found;
        try {
            found = cluster().get(name);
        } catch (KubernetesClientException e) {
            return false;
        }
        found.ifPresent(job -> {
            Map<String, String> own = job.getMetadata().getLabels();
            if (own == null
                    || !labels.run().equals(own.get(Labels.RUN))
                    || !folder(job).equals(folder.name())) {
                throw new UserException(
                        where,
                        "a job " + name + " is there already, and is not of this run",
                        "\"kubectl delete job " + name + "\"");
            }
            cluster().jobs().made(job);
        });
        return found.isPresent();
    }

    /**
     * Tells why a job waits, where that is known.
     *
     * @param nanoseconds time since it was made, or ran
     * @throws UserException where it would wait for ever
     */
    void waits(KubernetesJob job, PodLook look, long nanoseconds) {
        Optional<Trouble> trouble = look.trouble();
        if (trouble.isEmpty() && nanoseconds >= paces.podless().toNanos()) {
            trouble = look.pending().isEmpty()
                    ? cluster().warning(job.name()).map(KubernetesLauncher::podless)
                    : look.pending().stream()
                            .flatMap(pod -> cluster().warning(pod).stream())
                            .findFirst()
                            .map(words -> new Trouble("a pod cannot be started: " + words, "", Trouble.Kind.BUSY));
        }
        if (trouble.isEmpty()) {
            return;
        }
        boolean ever = switch (trouble.get().kind()) {
            case NEVER -> true;
            case STUCK -> !started;
            case BUSY -> !started && nanoseconds >= settings.patience().toNanos();
        };
        if (ever) {
            job.cancel();
            throw new UserException(where, trouble.get().words(), trouble.get().maybe());
        }
        log.tell("a job waits: " + trouble.get().words());
    }

    private static Trouble podless(String words) {
        return new Trouble(
                "no pod can be made for a job as it is asked for here: " + words,
                Refusal.quota(words) ? "smaller \"resources\", or another \"namespace\"" : "",
                Trouble.Kind.STUCK);
    }

    /** Deletes the job of a name. */
    void cancel(String name) {
        if (over) {
            return;
        }
        try {
            cluster().delete(name);
        } catch (IllegalStateException e) {
            // The client was closed meanwhile, after all jobs of the run were deleted.
        } catch (KubernetesClientException e) {
            // What cannot be deleted ends once its request is removed.
            left = true;
            log.tell("the job " + name + " cannot be deleted: " + Refusal.words(e));
        }
    }

    /** {@inheritDoc} Whatever the cluster has of this run is deleted, known here or not. */
    @Override
    public void cancel(List<io.narsil.runner.jobs.Job> all) {
        all.stream()
                .filter(KubernetesJob.class::isInstance)
                .map(KubernetesJob.class::cast)
                .forEach(KubernetesJob::forget);
        synchronized (this) {
            // One that is about to be made is made before, and deleted, or not at all.
            closed = true;
        }
        if (cluster.isEmpty()) {
            return;
        }
        Map<String, Job> known;
        try {
            known = cluster().jobs().now();
        } catch (KubernetesClientException e) {
            left = true;
            log.tell("jobs of this run cannot be deleted, and end by themselves: " + Refusal.words(e));
            known = cluster().jobs().all();
        }
        known.keySet().forEach(this::cancel);
    }

    @Override
    public void close() {
        over = true;
        cluster.ifPresent(Cluster::close);
        if (!left) {
            Labels.forget(jobs);
        }
    }
}
