package io.narsil.dashboard.server;

import io.narsil.config.UserException;
import io.narsil.dashboard.run.Elsewhere;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.store.ServerRun;
import io.narsil.store.ServerRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The runs in a database of a server, looked at by one query every two seconds while anybody asks for them; trials are read of those in
 * which something was written. Where the server is away it is asked again, less and less often. Who asks for runs does not wait.
 */
public final class ServerWatch implements Elsewhere {
    private static final int MOST_RUNS = 1_000;
    private static final long WANTED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int FIRST_SECONDS = 15;
    private static final long PAUSE_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final ServerRuns server;
    private final Map<String, ServedRun> runs = new TreeMap<>();
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread;
    private volatile List<WatchedRun> shown = List.of();
    private volatile String problem = "";
    private volatile boolean closed;
    private volatile long askedAt = System.nanoTime();

    private ServerWatch(ServerRuns server) {
        this.server = server;
        this.thread = new Thread(this::watch, "narsil-server");
        thread.setDaemon(true);
    }

    /**
     * Begins to look, and waits for the first answer, or for the sentence that says why there is none.
     *
     * @throws UserException where it is no address of a database, or has a password in it
     */
    public static ServerWatch begin(String address) {
        ServerWatch watch = new ServerWatch(ServerRuns.at(address));
        watch.thread.start();
        try {
            if (!watch.looked.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
                watch.problem = address + ": it has not answered for " + FIRST_SECONDS + " seconds, and is asked on";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return watch;
    }

    private void watch() {
        long pause = PAUSE_MILLIS;
        try {
            while (!closed) {
                if (System.nanoTime() - askedAt < WANTED_NANOS) {
                    pause = look() ? PAUSE_MILLIS : Math.min(2 * pause, LONGEST_MILLIS);
                    looked.countDown();
                } else {
                    pause = PAUSE_MILLIS;
                    if (System.nanoTime() - askedAt > REST_NANOS) {
                        server.rest();
                    }
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }

    /** Looks once; false where the server does not answer. */
    private boolean look() {
        try {
            List<ServerRun> found = server.look();
            take(found);
            problem = found.size() > MOST_RUNS
                    ? server.text() + " holds more than " + MOST_RUNS + " runs; \"?schema=NAME\" chooses one"
                    : "";
            looked.countDown();
            for (ServerRun run : found.stream().limit(MOST_RUNS).toList()) {
                ServedRun served = runs.get(run.schema());
                if (served.found(run) && !closed) {
                    served.read(() -> closed);
                }
            }
            return true;
        } catch (UserException e) {
            problem = e.problems().stream().map(Object::toString).collect(Collectors.joining(" "))
                    + " It is asked again by itself.";
        } catch (RuntimeException e) {
            // Whatever nobody foresaw must not end the watch: pages would stand still without a word.
            problem = server.text() + ": it cannot be read: " + e;
        }
        runs.values().forEach(ServedRun::lost);
        return false;
    }

    private void take(List<ServerRun> found) {
        Map<String, ServedRun> next = new TreeMap<>();
        for (ServerRun run : found.stream().limit(MOST_RUNS).toList()) {
            ServedRun before = runs.get(run.schema());
            next.put(run.schema(), before != null && before.same(run) ? before : new ServedRun(server, run));
        }
        runs.clear();
        runs.putAll(next);
        shown = runs.values().stream().map(ServedRun::run).toList();
    }

    @Override
    public List<WatchedRun> runs() {
        askedAt = System.nanoTime();
        return shown;
    }

    @Override
    public Optional<String> name(String address) {
        return server.schema(address).map(schema -> server.name() + "/" + schema);
    }

    @Override
    public String shown() {
        return server.text();
    }

    @Override
    public String problem() {
        return problem;
    }

    /** {@inheritDoc} It does not wait for a server that does not answer. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
