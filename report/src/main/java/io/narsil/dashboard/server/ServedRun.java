package io.narsil.dashboard.server;

import io.narsil.config.UserException;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.run.RunSource;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.store.ServerPortion;
import io.narsil.store.ServerRun;
import io.narsil.store.ServerRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One run of a server. {@link ServerWatch} reads what has changed, by one thread; pages get what was read and wait for nobody.
 */
final class ServedRun implements RunSource {
    /** The server's counters may be late, or not kept at all: what a search writes is asked for so often at least, and the rest so often. */
    private static final long OFTEN_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long SELDOM_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST_FAULTS = 5;

    private final ServerRuns server;
    private final WatchedRun run;
    private final String kept;
    private volatile ServerRun now;
    private volatile boolean known = true;
    private volatile boolean whole;
    private volatile List<String> faults = List.of();
    private volatile List<String> damaged = List.of();
    private String read = "";
    private long readAt;
    private boolean failed;

    ServedRun(ServerRuns server, ServerRun now) {
        this.server = server;
        this.now = now;
        this.kept = server.address(now);
        this.run = WatchedRun.elsewhere(server.name() + "/" + now.schema(), this);
    }

    WatchedRun run() {
        return run;
    }

    /** Whether a run that was found is this one still, and not another one of its name. */
    boolean same(ServerRun found) {
        return found.tables().equals(now.tables()) && found.readable() == now.readable();
    }

    /** Takes what a look at all runs has found, and tells whether there may be more to read. */
    boolean found(ServerRun latest) {
        boolean began = latest.running() != now.running();
        now = latest;
        known = true;
        // What could not be read, such as a run that somebody locks, may be read soon.
        long pause = latest.running() || failed ? OFTEN_NANOS : SELDOM_NANOS;
        return began || !latest.changes().equals(read) || System.nanoTime() - readAt > pause;
    }

    /** Nobody tells how it stands. */
    void lost() {
        known = false;
    }

    /**
     * Reads what has changed since it was read last.
     *
     * @param stopped answer to whether nobody waits for it any more
     * @throws UserException where the server is away
     */
    void read(BooleanSupplier stopped) {
        // Before anything is read: what is written meanwhile is read the next time.
        String changes = now.changes();
        readAt = System.nanoTime();
        if (!now.readable()) {
            fault("its tables may not be read. Maybe " + server.grants(now) + ".");
            read = changes;
            whole = true;
            return;
        }
        try {
            List<String> studies = server.studies(now);
            portions(stopped);
            faults = studies.size() > 1
                    ? List.of(kept + ": it holds " + studies.size() + " studies, of which this is the first: "
                            + String.join(", ", studies) + ".")
                    : List.of();
            read = changes;
            failed = false;
        } catch (UserException e) {
            failed = true;
            if (!server.connected()) {
                throw e;
            }
            faults = e.problems().stream().map(Object::toString).toList();
            read = changes;
            whole = true;
        }
    }

    private void fault(String text) {
        faults = List.of(kept + ": " + text);
    }

    private void portions(BooleanSupplier stopped) {
        int next = run.log(RunLog::next);
        List<Integer> open = run.log(RunLog::open);
        List<String> odd = new ArrayList<>();
        int after = -1;
        boolean more = true;
        while (more && !stopped.getAsBoolean()) {
            ServerPortion portion = server.trials(now, after, next, open);
            run.log(log -> {
                portion.trials().forEach(t -> log.replace(ServedTrial.row(t)));
                return log;
            });
            portion.damaged().stream().map(d -> kept + ": " + d).forEach(odd::add);
            after = portion.last();
            more = !portion.whole();
        }
        damaged = odd.stream().limit(MOST_FAULTS).toList();
        whole = true;
    }

    @Override
    public void look() {
        // Somebody else looks.
    }

    @Override
    public boolean running() {
        return known && now.running();
    }

    /** {@inheritDoc} That stands in its folder alone. */
    @Override
    public boolean finished() {
        return false;
    }

    @Override
    public String state() {
        return !known ? "unknown" : now.running() ? "running" : "idle";
    }

    /** {@inheritDoc} How much there is to read is not asked. */
    @Override
    public Double read() {
        return whole ? null : 0.0;
    }

    @Override
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        all.addAll(damaged);
        return all;
    }

    @Override
    public String kept() {
        return kept;
    }

    @Override
    public Map<String, String> candidate(int trial) {
        try {
            return server.candidate(now, trial);
        } catch (UserException e) {
            // The server is away: all else that is known of the trial is shown.
            return Map.of();
        }
    }
}
