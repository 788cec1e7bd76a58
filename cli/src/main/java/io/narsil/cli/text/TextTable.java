package io.narsil.cli.text;

import io.narsil.config.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Columns of text, each as wide as it must be. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> right;

    /** @param right columns that hold numbers */
    public TextTable(Set<Integer> right, String... head) {
        this.right = right;
        rows.add(List.of(head));
    }

    public void row(String... cells) {
        // A row is one line, whatever its cells quote.
        rows.add(Arrays.stream(cells).map(Printable::line).toList());
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(right.contains(i) ? gap + row.get(i) : row.get(i) + gap)
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
