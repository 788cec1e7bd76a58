package io.narsil.runner;

import io.narsil.config.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All worker processes: those at work, and those that wait for work. */
final class Workers implements AutoCloseable {

    private final WorkerPool.Builder settings;
    private final List<WorkerProcess> idle = new ArrayList<>();
    private final List<WorkerProcess> all = new ArrayList<>();
    private boolean closed;

    Workers(WorkerPool.Builder settings) {
        this.settings = settings;
    }

    /**
     * Starts a worker and waits until it is ready. If it ends before that, another is started, since this does not mean
     * that none can start: as often as {@link Deaths} says of a trial that dies alone.
     */
    private WorkerProcess launch() throws WorkerLink.StoppedException {
        Deaths deaths = new Deaths();
        while (true) {
            WorkerProcess worker = begin();
            try {
                worker.awaitReady();
                return worker;
            } catch (WorkerLink.BrokenException e) {
                drop(worker);
                if (deaths.died(e.death(), true) == Deaths.Next.FAILED) {
                    throw new UserException(
                            settings.log.toString(), "a worker could not start: " + e.getMessage(), "see that file");
                }
            }
            check();
            rest(deaths.rest(settings.rest), () -> false);
        }
    }

    private synchronized WorkerProcess begin() throws WorkerLink.StoppedException {
        check();
        try {
            WorkerProcess worker = new WorkerProcess(settings.command, freeSlot(), settings.log, settings.silence);
            all.add(worker);
            return worker;
        } catch (IOException e) {
            throw new UserException("", "no worker could be started: " + e.getMessage(), "");
        }
    }

    private int freeSlot() {
        int slot = 0;
        while (taken(slot)) {
            slot++;
        }
        return slot;
    }

    private boolean taken(int slot) {
        return all.stream().anyMatch(w -> w.slot() == slot);
    }

    /** Starts a worker that then waits for work, and returns the name and version of what trains. */
    String add() throws WorkerLink.StoppedException {
        WorkerProcess worker = launch();
        giveBack(worker);
        return worker.engine();
    }

    /** Takes a worker that is ready: one that waits, or a new one. */
    WorkerProcess take() throws WorkerLink.StoppedException {
        synchronized (this) {
            check();
            while (!idle.isEmpty()) {
                WorkerProcess worker = idle.remove(idle.size() - 1);
                if (worker.alive()) {
                    return worker;
                }
                // It died while it had nothing to do: no trial is to blame for that.
                drop(worker);
            }
        }
        return launch();
    }

    /** Ends workers that have nothing to do, which keep the memory of what they did before, until so many are left. */
    synchronized void leave(int most) {
        while (all.size() > most && !idle.isEmpty()) {
            drop(idle.remove(idle.size() - 1));
        }
    }

    /**
     * Waits, unless the workers are closed.
     *
     * @param over end of the rest before its time, which is looked at after each {@link #wake}
     */
    synchronized void rest(Duration duration, BooleanSupplier over) throws WorkerLink.StoppedException {
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
    synchronized void wake() {
        notifyAll();
    }

    /** Takes back a worker whose request is over. */
    synchronized void giveBack(WorkerProcess worker) {
        if (worker.open()) {
            idle.add(worker);
        } else {
            all.remove(worker);
        }
    }

    /** Ends a worker that cannot be used any more. */
    synchronized void drop(WorkerProcess worker) {
        worker.close();
        all.remove(worker);
    }

    /** Throws if the workers were closed. */
    synchronized void check() throws WorkerLink.StoppedException {
        if (closed) {
            throw new WorkerLink.StoppedException();
        }
    }

    /** Ends all workers; none can be started afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        all.forEach(WorkerProcess::close);
        all.clear();
        idle.clear();
    }
}
