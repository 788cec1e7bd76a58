package io.narsil.cli.text;

/** Breaks long lines between words. */
public final class Wrap {
    private Wrap() {}

    /** The text in lines of at most {@code width} columns, all but the first after {@code indent}. */
    public static String lines(String text, int width, String indent) {
        StringBuilder out = new StringBuilder();
        String rest = text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            if (cut <= indent.length()) {
                cut = rest.indexOf(' ', width);
                if (cut < 0) {
                    break;
                }
            }
            out.append(rest, 0, cut).append(System.lineSeparator());
            rest = indent + rest.substring(cut + 1);
        }
        return out.append(rest).toString();
    }
}
