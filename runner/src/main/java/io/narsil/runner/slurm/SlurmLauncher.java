package io.narsil.runner.slurm;

import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.files.WholeFile;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.jobs.Job;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.JobLog;
import io.narsil.runner.jobs.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives jobs to Slurm. They are known by name, which holds a hash of the run's folder: numbers are used again. */
final class SlurmLauncher implements Launcher {
    private static final int DIGITS = 8;

    private final SlurmSettings settings;
    private final SlurmQueue queue;
    private final Path jobs;
    private final JobLog log;
    private final String where;
    private final Duration room;
    private String prefix = "";
    /** Whether Slurm has taken a job as it is asked for here, so that a limit is one of numbers. */
    private boolean taken;

    private long notBefore = System.nanoTime();
    /** Names of jobs whose submission failed: Slurm may have them, since an answer may be lost. */
    private final Set<String> doubtful = new HashSet<>();

    /**
     * A launcher.
     *
     * @param room time for which Slurm is left alone where it has no room
     */
    SlurmLauncher(SlurmSettings settings, SlurmQueue queue, RunnerPlace place, String where, Duration room) {
        this.settings = settings;
        this.queue = queue;
        this.jobs = place.jobs();
        this.log = new JobLog(place.log());
        this.where = where;
        this.room = room;
    }

    @Override
    public void begin() {
        queue.tools().check(where);
        try {
            prefix = "narsil-" + Fingerprint.of(jobs.toRealPath().toString()).substring(0, DIGITS) + "-";
        } catch (IOException e) {
            throw WholeFile.failure(jobs, e);
        }
        Map<String, SlurmQueue.Entry> all = queue.now();
        if (!queue.complaint().isEmpty()) {
            throw new UserException(where, "Slurm does not answer: " + queue.complaint(), "");
        }
        // What is left of a run that was here before, and whose files are gone.
        scancel(all.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .filter(e -> !Files.exists(jobs.resolve(e.getKey().substring(prefix.length()))))
                .map(e -> e.getValue().id())
                .toList());
    }

    String name(JobFolder folder) {
        return prefix + folder.name();
    }

    @Override
    public Job launch(JobFolder folder, int slot) {
        JobScript.write(folder);
        return new SlurmJob(this, queue, folder, false);
    }

    @Override
    public Optional<Job> find(JobFolder folder) {
        return queue.find(name(folder)).map(entry -> new SlurmJob(this, queue, folder, true));
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
        String asked = settings.asked().get(SlurmSettings.MEMORY);
        return asked == null
                ? "jobs have the cluster's usual memory. Maybe more: \"memory: 8G\" of the runner"
                : "a job has \"memory: " + asked + "\" of the runner. Maybe more of it";
    }

    /**
     * Submits a job; false where Slurm has no room now, and is left alone for a while.
     *
     * @throws UserException where it will never take the job
     */
    synchronized boolean submit(JobFolder folder) {
        if (System.nanoTime() - notBefore < 0) {
            return false;
        }
        String name = name(folder);
        if (doubtful.contains(name)) {
            Optional<Map<String, SlurmQueue.Entry>> now = queue.fresh();
            if (now.isEmpty()) {
                // Nobody knows whether it is there, and it must not be there twice.
                notBefore = System.nanoTime() + room.toNanos();
                return false;
            }
            doubtful.remove(name);
            if (now.get().containsKey(name)) {
                // Its answer was lost, and the job was not.
                return true;
            }
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--parsable",
                "--job-name=" + name,
                "--comment=narsil " + jobs.getParent() + " " + folder.subject(),
                // A percent sign stands for numbers and names.
                "--output=" + folder.output().toString().replace("%", "%%"),
                "--open-mode=append",
                "--chdir=/",
                "--requeue",
                // To the job itself a minute before its time is over, so that it can say so.
                "--signal=B:TERM@60"));
        arguments.addAll(settings.arguments());
        arguments.add(folder.script().toString());
        try {
            Tool.Answer answer = queue.tools().sbatch().run(arguments);
            if (answer.good()) {
                taken = true;
                return true;
            }
            String complaint = answer.complaint();
            if (!Refusal.passes(complaint, taken || queue.any(prefix))) {
                throw new UserException(
                        where, "Slurm takes no job as it is asked for here: " + complaint, Refusal.maybe(complaint));
            }
            doubtful.add(name);
            log.tell("Slurm takes no more jobs for now, and is asked again: " + complaint);
            notBefore = System.nanoTime() + room.toNanos();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Cancels the job of a name. */
    void cancel(String name) {
        Optional<SlurmQueue.Entry> known = queue.find(name);
        if (known.isPresent()) {
            scancel(List.of(known.get().id()));
        } else {
            // It may have been submitted just now.
            Optional.ofNullable(queue.now().get(name)).ifPresent(entry -> scancel(List.of(entry.id())));
        }
    }

    /** {@inheritDoc} Whatever Slurm has of this run is cancelled, known here or not. */
    @Override
    public void cancel(List<Job> all) {
        all.stream()
                .filter(SlurmJob.class::isInstance)
                .map(SlurmJob.class::cast)
                .forEach(SlurmJob::forget);
        if (!prefix.isEmpty()) {
            scancel(queue.now().entrySet().stream()
                    .filter(e -> e.getKey().startsWith(prefix))
                    .map(e -> e.getValue().id())
                    .toList());
        }
    }

    private void scancel(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            // What cannot be cancelled ends once its request is removed.
            List<String> arguments = new ArrayList<>(List.of("--quiet"));
            arguments.addAll(ids);
            queue.tools().scancel().run(arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        // All jobs were cancelled.
    }
}
