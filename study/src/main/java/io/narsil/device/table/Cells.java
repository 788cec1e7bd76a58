package io.narsil.device.table;

import java.util.List;
import java.util.Map;

/**
 * A file of rows, as text.
 *
 * @param columns names of all columns, in the order in which they first stand there
 */
record Cells(List<String> columns, List<Row> rows) {
    /**
     * A row.
     *
     * @param line line of the file on which it begins, from 1
     * @param values text by column; columns may be missing
     */
    record Row(int line, Map<String, String> values) {}
}
