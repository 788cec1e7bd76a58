package io.narsil.runner.jobs;

/** A job of a cluster, known by its name. It is submitted by whoever looks at it first, and later where there is no room. */
public abstract class SubmittedJob implements Job {
    private final String name;
    private boolean submitted;
    private boolean cancelled;

    /**
     * A job.
     *
     * @param name name by which the cluster knows it
     * @param submitted truth of the cluster's having it already
     */
    protected SubmittedJob(String name, boolean submitted) {
        this.name = name;
        this.submitted = submitted;
    }

    /**
     * Gives it to the cluster; false where there is no room now.
     *
     * @throws io.narsil.config.UserException where the cluster will never take it
     */
    protected abstract boolean submit();

    /**
     * How far it is, once the cluster has it.
     *
     * @throws io.narsil.config.UserException where it will never start
     */
    protected abstract State look();

    /** Takes it from the cluster, without waiting; has no effect where it has ended. */
    protected abstract void remove();

    /** {@inheritDoc} By it the cluster knows it. */
    @Override
    public final String name() {
        return name;
    }

    /** Whether nobody wants it any more. */
    protected final synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public final synchronized State state() {
        if (submitted) {
            return look();
        }
        if (cancelled) {
            return State.ENDED;
        }
        submitted = submit();
        return State.WAITING;
    }

    /** Does not submit it any more. */
    public final synchronized void forget() {
        cancelled = true;
    }

    @Override
    public final void cancel() {
        synchronized (this) {
            cancelled = true;
            if (!submitted) {
                return;
            }
        }
        remove();
    }
}
