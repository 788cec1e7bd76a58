package io.narsil.cli.text;

import io.narsil.config.Durations;

/** The parts that all progress bars share. */
public final class Bar {
    private static final int WIDTH = 24;

    private Bar() {}

    /** {@code [######------------------]}, filled as far as {@code share} says, 0 to 1. */
    public static String of(double share) {
        int filled = (int) (share * WIDTH + 1e-9);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }

    /** {@code 12:30 left}. */
    public static String left(double seconds) {
        return Durations.clock(seconds) + " left";
    }
}
