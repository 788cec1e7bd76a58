package io.narsil.runner.slurm;

import io.narsil.config.UserException;
import io.narsil.runner.jobs.Job;
import io.narsil.runner.jobs.JobFolder;
import java.util.Optional;

/** One job of Slurm, known by its name. It is submitted by whoever looks at it first, and later where Slurm has no room. */
final class SlurmJob implements Job {
    /** Two answers: the first may be to a question of before the job was submitted. */
    private static final int SURE = 2;

    private final SlurmLauncher launcher;
    private final SlurmQueue queue;
    private final JobFolder folder;
    private final String name;
    private boolean submitted;
    private boolean cancelled;
    private long seen;
    private int refused;

    /** @param submitted truth of its being in the queue already */
    SlurmJob(SlurmLauncher launcher, SlurmQueue queue, JobFolder folder, boolean submitted) {
        this.launcher = launcher;
        this.queue = queue;
        this.folder = folder;
        this.name = launcher.name(folder);
        this.submitted = submitted;
        seen = queue.answers();
    }

    @Override
    public synchronized State state() {
        if (cancelled && !submitted) {
            return State.ENDED;
        }
        if (!submitted) {
            submitted = launcher.submit(folder);
            seen = queue.answers();
            return State.WAITING;
        }
        Optional<SlurmQueue.Entry> entry = queue.find(name);
        if (entry.isEmpty()) {
            return queue.answers() - seen >= SURE ? State.ENDED : State.RUNNING;
        }
        long answers = queue.answers();
        refused = Refusal.never(entry.get().reason()) ? refused + (answers > seen ? 1 : 0) : 0;
        seen = answers;
        if (refused > SURE) {
            String reason = entry.get().reason();
            launcher.cancel(name);
            throw new UserException(
                    launcher.where(),
                    "Slurm will not start a job as it is asked for here: " + reason,
                    Refusal.maybe(reason));
        }
        return entry.get().state();
    }

    @Override
    public String end() {
        return "the job " + name + " left Slurm's queue";
    }

    /** Does not submit it any more. */
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
