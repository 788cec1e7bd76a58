package io.narsil.config;

/**
 * Text from elsewhere (names of files and classes, values of a file, what another program says) as it may be shown: in
 * one line, with nothing in it that moves a terminal's cursor, turns the direction of writing or cannot be seen.
 */
public final class Printable {
    /** Format characters that letters of some languages and emoji need. */
    private static final String NEEDED = "\u200C\u200D\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u08E2";

    private static final int LONGEST = 200;

    private Printable() {}

    /** The text with an escape for every character that is not shown, such as {@code \u001B}, as JSON writes it. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(c, shown));
        return shown.toString();
    }

    /** The beginning of a text that may be as long as a file. */
    public static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Whether all of a text can be shown as it is. */
    public static boolean is(String text) {
        return text.codePoints().allMatch(Printable::shows);
    }

    /** Whether a character can be shown as it is. */
    public static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> NEEDED.indexOf(codePoint) >= 0;
            default -> true;
        };
    }

    private static void append(int codePoint, StringBuilder shown) {
        if (shows(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else if (codePoint == '\n') {
            shown.append("\\n");
        } else if (codePoint == '\t') {
            shown.append("\\t");
        } else {
            for (char unit : Character.toChars(codePoint)) {
                shown.append(String.format("\\u%04X", (int) unit));
            }
        }
    }
}
