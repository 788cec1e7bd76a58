package io.narsil.cli.text;

import java.io.PrintWriter;

/** What is known of the terminal. */
public final class Terminal {
    /** The value of the environment by which the launcher says that there is a terminal, and how wide it is. */
    public static final String COLUMNS = "NARSIL_COLUMNS";

    private static final int DEFAULT_WIDTH = 100;
    private static final String ERASE = "\r\033[2K";

    private Terminal() {}

    /** Whether standard output is a terminal that can move its cursor: the launcher found out and says so. */
    public static boolean present() {
        return System.getenv(COLUMNS) != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Erases the line in which the cursor stands. */
    public static void eraseLine(PrintWriter out) {
        if (out instanceof SafePrinter safe) {
            safe.raw(ERASE);
        } else {
            out.print(ERASE);
        }
    }

    /** Columns, from the environment of the launcher; 100 where nobody knows. */
    public static int width() {
        try {
            return Math.max(40, Integer.parseInt(System.getenv().getOrDefault(COLUMNS, "")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
