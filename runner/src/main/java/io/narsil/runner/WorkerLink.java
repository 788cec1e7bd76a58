package io.narsil.runner;

import java.util.OptionalInt;

/** The connection to a worker: lines to it, messages from it. */
public interface WorkerLink {
    /** The worker died or broke the protocol. */
    final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        private final Death death;

        /** What may be the candidate's fault. */
        public BrokenException(String message) {
            this(message, Death.FAULT);
        }

        public BrokenException(String message, Death death) {
            super(message);
            this.death = death;
        }

        /** Why the worker is gone. */
        public Death death() {
            return death;
        }
    }

    /** The user stopped everything. */
    final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Sends one line. */
    void send(String line) throws BrokenException, StoppedException;

    /**
     * Waits for the worker's next message and returns it.
     *
     * @throws BrokenException where it ended, spoke no sense, or said nothing for too long
     */
    WorkerMessage read() throws BrokenException, StoppedException;

    /** Its number among those that are at work at the same time, from 0; nothing where it has none. */
    default OptionalInt number() {
        return OptionalInt.empty();
    }

    /** Ends the worker at once. Any thread may call. */
    void close();
}
