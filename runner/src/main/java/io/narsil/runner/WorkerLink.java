package io.narsil.runner;

/** A worker as a conversation sees it: lines to it, messages from it. */
interface WorkerLink {
    /** The worker died or spoke no sense. */
    final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message);
        }
    }

    /** The user stopped everything. */
    final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Sends one line. */
    void send(String line) throws BrokenException, StoppedException;

    /**
     * The worker's next message; waits for it.
     *
     * @throws BrokenException where it ended, spoke no sense, or said nothing for too long
     */
    WorkerMessage read() throws BrokenException, StoppedException;

    /** Ends the worker at once; from any thread. */
    void close();
}
