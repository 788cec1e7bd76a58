package io.narsil.dashboard.run;

import io.narsil.dashboard.log.RunLog;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;

/** A run's folder: its log as it grows, its lock, and what its store adds. Nothing is written to it. */
final class FolderSource implements RunSource {
    private final RunFolder folder;
    private final RunLog log;
    private final Lock turns;
    private final Executor beside;
    private List<String> logFaults = List.of();
    private List<String> storeFaults = List.of();
    private String storeKey = "";
    private boolean running;
    private boolean finished;
    private boolean reading;

    /**
     * Nothing is read yet.
     *
     * @param turns lock of whoever reads in the log; it is taken for what is read beside
     */
    FolderSource(RunFolder folder, RunLog log, Lock turns, Executor beside) {
        this.folder = folder;
        this.log = log;
        this.turns = turns;
        this.beside = beside;
    }

    @Override
    public void look() {
        finished = folder.finished();
        running = RunLock.held(folder);
        if (!reading && !readLog()) {
            reading = true;
            run(this::readOn);
        }
        if (!reading) {
            store();
        }
    }

    /** Reads a portion of the log, and tells whether it was the last. */
    private boolean readLog() {
        try {
            boolean whole = log.read();
            logFaults = log.unread() == 0
                    ? List.of()
                    : List.of(folder.events() + ": " + log.unread() + " lines are no events and were passed over");
            return whole;
        } catch (RuntimeException e) {
            logFaults = StoreReading.texts(folder.events(), e);
            return true;
        }
    }

    /** The log is long: the rest of it is read beside, and who asks meanwhile gets what is there. */
    private void readOn() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            turns.lock();
            try {
                reading = !readLog();
                more = reading;
            } finally {
                turns.unlock();
            }
        }
    }

    private void run(Runnable work) {
        try {
            beside.execute(work);
        } catch (RejectedExecutionException e) {
            // The page is being closed.
            storeKey = "";
        }
    }

    /**
     * The store is asked when nobody writes to it, or once after a search went on: a kill may have come between it and the log. That
     * takes a while where it is large, and is done beside.
     */
    private void store() {
        boolean logged = Files.exists(folder.events());
        String key = running && logged ? (log.starts() == 0 ? storeKey : "starts " + log.starts()) : stored();
        if (key.equals(storeKey)) {
            return;
        }
        storeKey = key;
        List<Integer> missing = log.missing();
        int next = log.next();
        run(() -> take(StoreReading.of(folder, missing, next)));
    }

    private void take(StoreReading found) {
        turns.lock();
        try {
            found.rows().forEach(log::take);
            storeFaults = found.faults();
        } catch (RuntimeException e) {
            // Nobody else hears of it: this is another thread.
            storeFaults = StoreReading.texts(folder.trials(), e);
        } finally {
            turns.unlock();
        }
    }

    private String stored() {
        try {
            return Files.size(folder.trials()) + " bytes of " + Files.getLastModifiedTime(folder.trials()) + ", "
                    + log.bytes() + " of the log";
        } catch (IOException e) {
            return "no store, " + log.bytes() + " of the log";
        }
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public String state() {
        return running ? "running" : finished ? "finished" : "stopped";
    }

    @Override
    public Double read() {
        return reading ? log.share() : null;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>(logFaults);
        faults.addAll(storeFaults);
        return faults;
    }

    @Override
    public String kept() {
        return "";
    }

    @Override
    public Map<String, String> candidate(int trial) {
        return Map.of();
    }
}
