package io.narsil.lab.table;

import io.narsil.config.UserException;
import java.util.List;
import java.util.stream.Stream;

/** The cells of a line of a CSV file, between commas and without quotes. */
final class Cells {
    private static final String MARK = "\uFEFF";

    private Cells() {}

    /** The cells of a row, without blanks around them. */
    static List<String> of(String line) {
        return Stream.of(line.strip().split(",", -1)).map(String::strip).toList();
    }

    /** The names of columns; a {@link UserException} where the line is written as other programs write tables. */
    static List<String> header(String file, String line) {
        // Some programs mark a file as UTF-8 by it.
        String text = line.startsWith(MARK) ? line.substring(1) : line;
        if (text.indexOf(',') < 0) {
            for (String other : List.of(";", "\t")) {
                if (text.contains(other)) {
                    throw new UserException(
                            file + ":1",
                            "cells have commas between them, and here they have "
                                    + (other.equals(";") ? "semicolons" : "tabs"),
                            "save the table with commas, and points in its numbers");
                }
            }
        }
        if (text.indexOf('"') >= 0) {
            throw new UserException(
                    file + ":1",
                    "cells have no quotes around them, and here they have",
                    "save the table without quotes");
        }
        return of(text);
    }
}
