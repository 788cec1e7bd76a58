package io.narsil.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.BusyHandler;

/** Waits for a database that another program has locked, and says so once where that takes more than some seconds. */
final class Patience extends BusyHandler {
    private static final long PAUSE = 50;
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Path file;
    private final Duration longest;
    private long begun;
    private boolean said;

    private Patience(Path file, Duration longest) {
        this.file = file;
        this.longest = longest;
    }

    /** Lets a connection wait for a lock, at most so long. */
    static void of(Connection connection, Path file, Duration longest) throws SQLException {
        BusyHandler.setHandler(connection, new Patience(file, longest));
    }

    /** Called by SQLite while somebody else has the lock: 1 tries again, 0 gives up. */
    @Override
    protected int callback(int before) {
        if (before == 0) {
            begun = System.nanoTime();
            said = false;
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - begun);
        if (waited.compareTo(longest) >= 0) {
            return 0;
        }
        if (!said && waited.compareTo(QUIET) >= 0) {
            said = true;
            System.err.println(file + " is locked by " + holder(file) + "; waiting up to " + longest.toSeconds()
                    + " seconds for it");
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
        return 1;
    }

    /** Who has locked a file, as far as the system tells. */
    static String holder(Path file) {
        return process(file).map(id -> "process " + id).orElse("another program");
    }

    /** The process that Linux says has the lock; never this one. */
    private static Optional<String> process(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            List<String> locks = Files.readAllLines(Path.of("/proc/locks"));
            String own = Long.toString(ProcessHandle.current().pid());
            return locks.stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(w -> w.length > 5 && w[3].equals("WRITE") && w[5].endsWith(inode) && !w[4].equals(own))
                    .map(w -> w[4])
                    .findFirst();
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
