package io.narsil.cli.text;

import io.narsil.config.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** A line of CSV (RFC 4180), without its end. */
public final class CsvLine {
    private CsvLine() {}

    /** The line of some cells. */
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        // A name on a disk may have control characters, which only JSON gives so that they can be read back.
        String plain = Printable.line(text);
        return plain.matches("[^\",]*") ? plain : "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
