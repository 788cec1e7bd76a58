package io.narsil.runner;

/**
 * What is done if this program ends in the midst of something. It is closed when that something is over: a program that
 * does it many times would else gather hooks and all that they hold.
 */
public final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    /**
     * A hook from now on, unless the program is ending already.
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
