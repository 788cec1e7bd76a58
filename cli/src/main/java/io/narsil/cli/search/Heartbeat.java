package io.narsil.cli.search;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls somebody every second, until it is closed. */
final class Heartbeat implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "narsil-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Heartbeat(Runnable beat) {
        Object unused = timer.scheduleAtFixedRate(beat, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
