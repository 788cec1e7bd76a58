package io.narsil.runner;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Where the workers of a {@link WorkerPool} come from: processes of this machine ({@link Workers}), or jobs elsewhere. Several
 * threads call at the same time.
 *
 * @param <W> connection to one worker
 */
public abstract class Crew<W extends WorkerLink> implements AutoCloseable {
    private boolean closed;

    /**
     * Makes sure that workers can work, before anything is trained. Called once, before all other methods.
     *
     * @param most number of workers that will be at work at the same time
     * @return what trains, with its version
     * @throws io.narsil.config.UserException where nothing can train, with what the user can mend
     */
    public abstract String start(int most) throws WorkerLink.StoppedException;

    /** Takes a worker for one request: it is ready, or becomes so when it is sent the request. */
    public abstract W take() throws WorkerLink.StoppedException;

    /** Takes back a worker whose request is over. */
    public abstract void giveBack(W worker);

    /** Ends a worker that cannot be used any more. */
    public abstract void drop(W worker);

    /** Ends workers that have nothing to do, until so many are left. */
    public abstract void leave(int most);

    /** Whether workers share one machine's memory, so that fewer of them at a time leave more for each. */
    public abstract boolean shareMemory();

    /** Ends all workers, once {@link #check} throws. */
    protected abstract void end();

    /**
     * Waits, unless the workers are closed.
     *
     * @param over end of the rest before its time, which is looked at after each {@link #wake}
     */
    public final synchronized void rest(Duration duration, BooleanSupplier over) throws WorkerLink.StoppedException {
        long end = System.nanoTime() + duration.toNanos();
        try {
            long left = duration.toMillis();
            while (left > 0 && !closed && !over.getAsBoolean()) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            throw new WorkerLink.StoppedException();
        }
        check();
    }

    /** Has all who rest look whether they still have to. */
    public final synchronized void wake() {
        notifyAll();
    }

    /** Throws if the workers were closed. */
    public final synchronized void check() throws WorkerLink.StoppedException {
        if (closed) {
            throw new WorkerLink.StoppedException();
        }
    }

    /** Ends all workers; none can be started afterwards. */
    @Override
    public final void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        end();
    }
}
