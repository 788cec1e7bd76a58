package io.narsil.cli;

import io.narsil.config.Durations;

/** The parts that all progress bars share. */
final class Bar {
    private static final int WIDTH = 24;

    private Bar() {}

    /** {@code [######------------------]}, filled as far as {@code share} says, 0 to 1. */
    static String of(double share) {
        int filled = (int) (share * WIDTH + 1e-9);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }

    /** {@code 12:30 left}. */
    static String left(double seconds) {
        return Durations.clock(seconds) + " left";
    }
}
