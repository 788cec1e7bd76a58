package io.narsil.device.table;

import io.narsil.config.Problems;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Faults of a table: equal ones of many rows are one, with the first line and how many more there are. */
final class TableFaults {
    private final String file;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** Where a fault was first seen, its fix, and in how many rows it was seen. */
    private record Seen(int line, String maybe, int rows) {}

    TableFaults(String file) {
        this.file = file;
    }

    void add(int line, String what, String maybe) {
        seen.merge(what, new Seen(line, maybe, 1), (a, b) -> new Seen(a.line, a.maybe, a.rows + 1));
    }

    /** Throws all faults where there are any. */
    void throwIfAny() {
        Problems problems = new Problems();
        seen.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> e.getValue().line))
                .forEach(e -> problems.add(
                        file + ":" + e.getValue().line,
                        e.getValue().rows == 1
                                ? e.getKey()
                                : e.getKey() + " (and " + (e.getValue().rows - 1) + " more times)",
                        e.getValue().maybe));
        problems.throwIfAny();
    }
}
