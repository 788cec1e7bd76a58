package io.narsil.runner.slurm;

import io.narsil.config.UserException;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.SubmittedJob;
import java.util.Optional;

/** One job of Slurm. */
final class SlurmJob extends SubmittedJob {
    /** Two answers: the first may be to a question of before the job was submitted. */
    private static final int SURE = 2;

    private final SlurmLauncher launcher;
    private final SlurmQueue queue;
    private final JobFolder folder;
    private long seen;
    private int refused;

    /** @param submitted truth of its being in the queue already */
    SlurmJob(SlurmLauncher launcher, SlurmQueue queue, JobFolder folder, boolean submitted) {
        super(launcher.name(folder), submitted);
        this.launcher = launcher;
        this.queue = queue;
        this.folder = folder;
        seen = queue.answers();
    }

    @Override
    protected boolean submit() {
        boolean taken = launcher.submit(folder);
        seen = queue.answers();
        return taken;
    }

    @Override
    protected State look() {
        Optional<SlurmQueue.Entry> entry = queue.find(name());
        if (entry.isEmpty()) {
            return queue.answers() - seen >= SURE ? State.ENDED : State.RUNNING;
        }
        long answers = queue.answers();
        refused = Refusal.never(entry.get().reason()) ? refused + (answers > seen ? 1 : 0) : 0;
        seen = answers;
        if (refused > SURE) {
            String reason = entry.get().reason();
            remove();
            throw new UserException(
                    launcher.where(),
                    "Slurm will not start a job as it is asked for here: " + reason,
                    Refusal.maybe(reason));
        }
        return entry.get().state();
    }

    @Override
    public String end() {
        return "the job " + name() + " left Slurm's queue";
    }

    @Override
    protected void remove() {
        launcher.cancel(name());
    }
}
