package io.narsil.cli.text;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts of what is taken for what: a row for each class, a column for each answer. */
public final class CountTable {
    /** With so many classes or fewer such a table is shown. */
    public static final int MOST = 12;

    private static final int COLUMN = 8;

    private CountTable() {}

    /** A count by its row and column, from 0. */
    @FunctionalInterface
    public interface Counts {
        /** The count of a row and a column. */
        long of(int row, int column);
    }

    /**
     * The table.
     *
     * @param corner words in its corner
     * @param names names of the classes, which are shortened above the columns
     * @param more names of what is no class, in the last rows and columns
     */
    public static TextTable of(String corner, List<String> names, List<String> more, Counts counts) {
        List<String> rows = Stream.concat(names.stream(), more.stream()).toList();
        int size = rows.size();
        String[] head = Stream.of(Stream.of(corner), names.stream().map(CountTable::brief), more.stream())
                .flatMap(words -> words)
                .toArray(String[]::new);
        TextTable table =
                new TextTable(Set.copyOf(IntStream.rangeClosed(1, size).boxed().toList()), head);
        for (int row = 0; row < size; row++) {
            String[] cells = new String[size + 1];
            cells[0] = rows.get(row);
            for (int column = 0; column < size; column++) {
                long count = counts.of(row, column);
                cells[column + 1] = count == 0 ? "." : Long.toString(count);
            }
            table.row(cells);
        }
        return table;
    }

    private static String brief(String name) {
        return name.codePointCount(0, name.length()) <= COLUMN
                ? name
                : name.substring(0, name.offsetByCodePoints(0, COLUMN - 1)) + "~";
    }
}
