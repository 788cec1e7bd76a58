package io.narsil.data;

import io.narsil.config.Fault;
import io.narsil.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Faults of files and folders: a few that are equal are named one by one, many are one line with a count. */
public final class FileFaults {
    private static final int ONE_BY_ONE = 3;

    private record Kind(String what, String maybe) {}

    private final List<Fault> alone = new ArrayList<>();
    private final Map<Kind, Set<String>> found = new LinkedHashMap<>();

    /** Adds a fault; the arguments are the components of {@link Fault}. */
    public void add(String where, String what, String maybe) {
        found.computeIfAbsent(new Kind(what, maybe), kind -> new LinkedHashSet<>())
                .add(where);
    }

    /** Adds a fault that is named for itself, however many are like it. */
    void addAlone(String where, String what, String maybe) {
        alone.add(new Fault(where, what, maybe));
    }

    /** Adds them to others. */
    public void addTo(Problems problems) {
        alone.forEach(fault -> problems.add(fault.where(), fault.what(), fault.maybe()));
        found.forEach((kind, places) -> {
            if (places.size() <= ONE_BY_ONE) {
                places.forEach(place -> problems.add(place, kind.what(), kind.maybe()));
            } else {
                int others = places.size() - 1;
                problems.add(
                        places.iterator().next(),
                        kind.what() + " (and " + others + " others are like it)",
                        kind.maybe());
            }
        });
    }
}
