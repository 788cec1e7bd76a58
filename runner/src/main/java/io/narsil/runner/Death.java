package io.narsil.runner;

import java.util.Map;

/** Why a worker is gone, as far as its end tells. */
public enum Death {
    /** A crash, an exit, silence, or words that are not the protocol: the candidate may be to blame. */
    FAULT,
    /** It ran out of memory, or was killed as the kernel does where memory runs out. */
    MEMORY,
    /** Somebody ended it. */
    OUTSIDE;

    private static final int SIGNAL = 128;
    private static final int KILL = SIGNAL + 9;

    private static final Map<Integer, String> NAMES = Map.of(
            1, "SIGHUP", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM", 24, "SIGXCPU");

    /**
     * The kind of death of a process that ended with {@code code}; 128 and more are signals.
     *
     * @param own truth of its being a trainer of the user's own, whose other codes mean what he likes
     */
    static Death of(int code, boolean own) {
        return switch (code) {
            case WorkerCommand.OUT_OF_MEMORY -> own ? FAULT : MEMORY;
            case KILL -> MEMORY;
            case SIGNAL + 1, SIGNAL + 15, SIGNAL + 24 -> OUTSIDE;
            default -> FAULT;
        };
    }

    /** How a process ended, in words. */
    static String how(int code, boolean own) {
        if (code == WorkerCommand.OUT_OF_MEMORY && !own) {
            return "the worker ran out of memory";
        }
        if (code <= SIGNAL) {
            return "the worker ended with code " + code;
        }
        String name = NAMES.get(code - SIGNAL);
        return "the worker was ended by signal " + (code - SIGNAL) + (name == null ? "" : " (" + name + ")")
                + (code == KILL ? ", as the kernel does where memory runs out" : "");
    }
}
