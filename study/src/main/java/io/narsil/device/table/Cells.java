package io.narsil.device.table;

import io.narsil.config.UserException;
import java.util.List;
import java.util.Map;

/**
 * A file of rows, as text.
 *
 * @param columns names of all columns, in the order in which they first stand there
 */
record Cells(List<String> columns, List<Row> rows) {
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COLUMNS = 10_000;

    /** Refuses what no table of times has, before it takes memory. */
    static void check(String file, int line, int rows, int columns) {
        if (rows > MOST_ROWS || columns > MOST_COLUMNS) {
            throw new UserException(
                    file + ":" + line,
                    rows > MOST_ROWS
                            ? "the table has more than " + MOST_ROWS + " rows"
                            : "the table has more than " + MOST_COLUMNS + " columns",
                    "fewer are enough: a model is learned from some hundred networks");
        }
    }

    /**
     * A row.
     *
     * @param line line of the file on which it begins, from 1
     * @param values text by column; columns may be missing
     */
    record Row(int line, Map<String, String> values) {}
}
