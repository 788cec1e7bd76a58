package io.narsil.store;

import io.narsil.config.UserException;
import java.sql.SQLException;
import java.time.Duration;

/** A time in which a server is away: it is tried again and again, but not for ever, and the user is told once. */
final class Outage {
    private static final long PAUSE_MILLIS = 500;

    private final SqlDialect dialect;
    private final long begun = System.nanoTime();
    private UserException last;
    private boolean said;

    Outage(SqlDialect dialect, SQLException first) {
        this.dialect = dialect;
        this.last = dialect.failure(first);
    }

    /** Notes why it was not yet over when it was tried. */
    void goesOn(UserException why) {
        last = why;
    }

    /** Waits for a moment; throws what was noted last where it was waited long enough. */
    void pause() {
        // It is tried once at least, however long the message took.
        if (said && Duration.ofNanos(System.nanoTime() - begun).compareTo(dialect.patience()) >= 0) {
            throw last;
        }
        if (!said) {
            said = true;
            System.err.println(
                    last.getMessage() + " Waiting up to " + dialect.patience().toSeconds() + " seconds for it");
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw last;
        }
    }
}
