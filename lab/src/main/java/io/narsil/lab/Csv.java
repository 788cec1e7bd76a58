package io.narsil.lab;

import java.util.StringJoiner;

/** Figures as lines of a CSV file. */
public final class Csv {
    private Csv() {}

    /** A line of cells, its end included; cells hold neither commas nor line breaks. */
    public static String line(Object... cells) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (Object cell : cells) {
            line.add(cell.toString());
        }
        return line.toString();
    }
}
