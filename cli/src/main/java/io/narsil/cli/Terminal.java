package io.narsil.cli;

/** What is known of the terminal. */
final class Terminal {
    private static final int DEFAULT_WIDTH = 100;

    private Terminal() {}

    /** Whether standard output is a terminal that can move its cursor: the launcher found out and says so. */
    static boolean present() {
        return System.getenv("NARSIL_COLUMNS") != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Columns, from the environment of the launcher; 100 where nobody knows. */
    static int width() {
        try {
            return Math.max(40, Integer.parseInt(System.getenv().getOrDefault("NARSIL_COLUMNS", "")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
