package io.narsil.runner;

/**
 * An action to be run if the program ends in the midst of something. It must be closed when that is over; otherwise
 * hooks, and all that they refer to, would pile up in a program that runs long.
 */
public final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    /**
     * Registers a hook, unless the program is ending already.
     *
     * @param action action that a thread of its own runs, at the same time as other hooks
     */
    public ShutdownHook(Runnable action) {
        thread = new Thread(action, "narsil-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            // Too late: this thread, too, ends in a moment.
        }
    }

    /** Removes the hook; has no effect while it runs. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The program is ending, and the action runs or has run.
        }
    }

    /** The thread that is registered until this is closed. */
    Thread thread() {
        return thread;
    }
}
