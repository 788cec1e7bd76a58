package io.narsil.runner;

import io.narsil.config.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Worker processes of this machine: those at work, and those that wait for work. */
final class Workers extends Crew<WorkerProcess> {

    private final WorkerPool.Builder settings;
    private final List<WorkerProcess> idle = new ArrayList<>();
    private final List<WorkerProcess> all = new ArrayList<>();

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
            throw NotStarted.of(settings.command, e);
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

    /**
     * {@inheritDoc}
     *
     * <p>All are started, and wait for work. The first one starts alone, since on a new machine it unpacks the native
     * libraries, which two processes must not do at once (javacpp#182, #608).
     */
    @Override
    public String start(int most) throws WorkerLink.StoppedException {
        String engine = "";
        for (int i = 0; i < most; i++) {
            WorkerProcess worker = launch();
            giveBack(worker);
            engine = worker.engine();
        }
        return engine;
    }

    /** Takes a worker that is ready: one that waits, or a new one. */
    @Override
    public WorkerProcess take() throws WorkerLink.StoppedException {
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
    @Override
    public synchronized void leave(int most) {
        while (all.size() > most && !idle.isEmpty()) {
            drop(idle.remove(idle.size() - 1));
        }
    }

    @Override
    public synchronized void giveBack(WorkerProcess worker) {
        if (worker.open()) {
            idle.add(worker);
        } else {
            all.remove(worker);
        }
    }

    @Override
    public synchronized void drop(WorkerProcess worker) {
        worker.close();
        all.remove(worker);
    }

    @Override
    public boolean shareMemory() {
        return true;
    }

    @Override
    protected synchronized void end() {
        all.forEach(WorkerProcess::close);
        all.clear();
        idle.clear();
    }
}
