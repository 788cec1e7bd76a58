package io.narsil.runner;

/**
 * What is done if this program ends in the midst of something. Closed when that something is over, so that a program that does it
 * many times does not gather hooks and all that they hold.
 */
public final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    /** @param action run in a thread of its own, at the same time as other hooks; not run where the program is ending already */
    public ShutdownHook(Runnable action) {
        thread = new Thread(action, "narsil-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            // Too late: this thread, too, ends in a moment.
        }
    }

    /** Takes it back; without effect while it runs. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The program is ending, and the action runs or has run.
        }
    }

    /** The thread that the program knows until this is closed. */
    Thread thread() {
        return thread;
    }
}
