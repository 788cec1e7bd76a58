package io.narsil.annotations;

import io.narsil.config.Problems;
import io.narsil.data.FileFaults;
import io.narsil.data.Noted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong with annotations, and what is odd about them and no fault. Equal ones are counted and only the first are kept,
 * so that a file of nothing but faults takes no more memory than another one.
 */
final class Findings {
    private static final int SHOWN = 3;

    private record Kind(String what, String maybe) {}

    private record Example(String where, String value) {}

    private static final class Counted {
        private final List<Example> first = new ArrayList<>();
        private long count;

        void add(Example example) {
            count++;
            if (first.size() < SHOWN) {
                first.add(example);
            }
        }
    }

    /** What is met on the way through the folders. */
    private final FileFaults files = new FileFaults();

    private final Noted noted = new Noted();
    private final Map<Kind, Counted> faults = new LinkedHashMap<>();
    private final Map<String, Counted> notes = new LinkedHashMap<>();

    FileFaults files() {
        return files;
    }

    Noted noted() {
        return noted;
    }

    /**
     * Adds a fault.
     *
     * @param what rule, in words that are equal for equal faults
     * @param value value found; empty if there is none
     */
    void fault(String where, String what, String value, String maybe) {
        faults.computeIfAbsent(new Kind(what, maybe), k -> new Counted()).add(new Example(where, value));
    }

    /**
     * Notes one more of a kind.
     *
     * @param kind sentence that holds of all of them
     */
    void note(String kind, String name) {
        notes.computeIfAbsent(kind, k -> new Counted()).add(new Example(name, ""));
    }

    /** Throws all faults found so far; does nothing where there is none. */
    void throwIfAny() {
        Problems problems = new Problems();
        files.addTo(problems);
        faults.forEach((kind, counted) -> {
            boolean one = counted.count > SHOWN;
            for (Example example : one ? counted.first.subList(0, 1) : counted.first) {
                String value = example.value.isEmpty() ? "" : ": " + example.value;
                String others =
                        one ? String.format(Locale.ROOT, " (and %,d others are like it)", counted.count - 1) : "";
                problems.add(example.where, kind.what + value + others, kind.maybe);
            }
        });
        problems.throwIfAny();
    }

    /** The notes, a line for each kind. */
    List<String> notes() {
        List<String> lines = new ArrayList<>(noted.lines());
        notes.forEach((kind, counted) -> {
            String names =
                    String.join(", ", counted.first.stream().map(Example::where).toList());
            long more = counted.count - counted.first.size();
            lines.add(kind + ": " + names + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : ""));
        });
        return lines;
    }
}
