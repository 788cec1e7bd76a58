package io.narsil.dashboard.action;

import io.narsil.config.Words;
import io.narsil.dashboard.action.Job.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Jobs, one at a time in the order in which they were asked for. What runs when the queue is closed is stopped as by Ctrl-C: whoever ends
 * the server in its terminal does so to both anyhow.
 */
final class JobQueue implements AutoCloseable {
    static final int MOST_WAITING = 20;

    /** Commands of which a run has one at a time. */
    private static final Set<String> SEARCHES = Set.of("search", "finish");

    private static final int MOST_KEPT = 50;
    private static final long PATIENCE_SECONDS = 20;
    /** Exit codes of a program that SIGINT or SIGTERM has ended. */
    private static final List<Integer> STOPPED = List.of(130, 143);

    private final Program program;
    private final JobLogs logs;
    private final List<Job> jobs = new ArrayList<>();
    private final Thread thread = new Thread(this::work, "narsil-actions");
    private int last;
    private boolean closed;

    JobQueue(Program program, JobLogs logs) {
        this.program = program;
        this.logs = logs;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Puts commands at the end; {@link Refused} where they are there already, or too many wait.
     *
     * @param again question asked once more when their turn comes
     */
    synchronized Job.View add(String action, String run, List<List<String>> commands, Runnable again) {
        List<Job> open = jobs.stream().filter(j -> !j.over()).toList();
        open.stream().filter(j -> j.commands().equals(commands)).findFirst().ifPresent(j -> {
            throw new Refused(
                    409,
                    "Just this is asked for already, and is " + Words.of(j.progress().state) + " (number " + j.number()
                            + ").");
        });
        open.stream()
                .filter(j -> j.run().equals(run) && searches(j.commands()) && searches(commands))
                .findFirst()
                .ifPresent(j -> {
                    throw new Refused(
                            409,
                            "Another search in " + run + " is asked for already, and is "
                                    + Words.of(j.progress().state) + " (number " + j.number()
                                    + "). Maybe wait for its end.");
                });
        if (open.stream().filter(j -> j.progress().state == State.WAITING).count() >= MOST_WAITING) {
            throw new Refused(429, MOST_WAITING + " actions wait already, which is the most. Maybe take one back.");
        }
        if (closed) {
            throw new Refused(503, "The dashboard is being ended.");
        }
        Job job = new Job(++last, action, run, commands, again, logs.create(action), new Job.Progress());
        jobs.add(job);
        Optional<Job> old = jobs.stream().filter(Job::over).findFirst();
        if (jobs.size() > MOST_KEPT) {
            old.ifPresent(jobs::remove);
        }
        notifyAll();
        return job.view();
    }

    private static boolean searches(List<List<String>> commands) {
        return commands.stream().anyMatch(c -> !c.isEmpty() && SEARCHES.contains(c.get(0)));
    }

    /** All jobs that are known, the newest first. */
    synchronized List<Job.View> jobs() {
        List<Job.View> views = new ArrayList<>();
        jobs.forEach(j -> views.add(0, j.view()));
        return views;
    }

    /** A job by its number. */
    synchronized Optional<Job> job(int number) {
        return jobs.stream().filter(j -> j.number() == number).findFirst();
    }

    /** Takes a job back, or stops it where it runs, as Ctrl-C does; {@link Refused} where it is over. */
    synchronized Job.View cancel(Job job) {
        if (job.over()) {
            throw new Refused(409, "Number " + job.number() + " is over already.");
        }
        job.progress().unwanted = true;
        if (job.progress().state == State.WAITING) {
            end(job, State.STOPPED, "taken back before it began");
        } else if (job.progress().process != null) {
            job.progress().process.destroy();
        }
        return job.view();
    }

    private void work() {
        try {
            for (Job job = next(); job != null; job = next()) {
                try {
                    carryOut(job);
                } catch (RuntimeException | Error e) {
                    // The next one is carried out all the same.
                    broken(job, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Job next() throws InterruptedException {
        while (!closed) {
            Optional<Job> next = jobs.stream()
                    .filter(j -> j.progress().state == State.WAITING)
                    .findFirst();
            if (next.isPresent()) {
                next.get().progress().state = State.RUNNING;
                return next.get();
            }
            wait();
        }
        return null;
    }

    private synchronized void broken(Job job, Throwable why) {
        if (job.progress().process != null) {
            job.progress().process.destroy();
        }
        end(job, State.FAILED, why instanceof Refused ? why.getMessage() : "it broke off: " + why);
    }

    private void carryOut(Job job) throws InterruptedException {
        job.again().run();
        for (List<String> command : job.commands()) {
            Process process = start(job, command);
            if (process == null) {
                return;
            }
            int code = process.waitFor();
            synchronized (this) {
                if (code != 0) {
                    boolean stopped = job.progress().unwanted || STOPPED.contains(code);
                    end(job, stopped ? State.STOPPED : State.FAILED, "");
                    return;
                }
            }
        }
        synchronized (this) {
            end(job, State.DONE, "");
        }
    }

    private synchronized Process start(Job job, List<String> command) {
        if (job.progress().unwanted || closed) {
            end(job, State.STOPPED, "stopped before it began");
            return null;
        }
        try {
            job.progress().process = program.start(command, job.log());
            return job.progress().process;
        } catch (IOException e) {
            end(job, State.FAILED, "the command could not be started: " + e.getMessage());
            return null;
        }
    }

    private static void end(Job job, State state, String said) {
        job.progress().state = state;
        job.progress().said = said.isEmpty() ? JobLogs.last(job.log()) : said;
        job.progress().process = null;
    }

    /** Stops what runs and takes back what waits. */
    @Override
    public void close() {
        Process running = null;
        synchronized (this) {
            closed = true;
            for (Job job : jobs) {
                if (!job.over()) {
                    running = job.progress().process == null ? running : job.progress().process;
                    cancel(job);
                }
            }
            notifyAll();
        }
        try {
            if (running != null) {
                running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
