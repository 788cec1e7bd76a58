package io.narsil.data;

import io.narsil.config.Listed;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user should know of the images though it is no fault: a line for each kind, with a count and a few names. */
public final class Noted {
    private static final int SHOWN = 3;

    private final Map<String, Set<String>> names = new LinkedHashMap<>();

    /**
     * Notes one more of a kind.
     *
     * @param kind sentence that holds of all of them
     */
    public void add(String kind, String name) {
        names.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(name);
    }

    /** The lines, in the order in which the kinds were first met. */
    public List<String> lines() {
        return names.entrySet().stream()
                .map(e -> e.getKey() + ": " + some(e.getValue()))
                .toList();
    }

    private static String some(Set<String> all) {
        return Listed.of(all, SHOWN);
    }
}
