package io.narsil.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the faults of one or more files, so that a user sees all of them at once: file by file in the order of their lines,
 * and equal ones as one with their number.
 */
public final class Problems {
    private static final int SHOWN = 50;

    /** The faults, each with the places that it was found at. */
    private final Map<Fault, Set<Object>> found = new LinkedHashMap<>();

    /** Adds a fault; the arguments are the components of {@link Fault}. */
    public void add(String where, String what, String maybe) {
        add(where, what, maybe, new Object());
    }

    /**
     * Adds a fault that may be found more than once, since a value may be read more than once.
     *
     * @param place value that is at fault; of the same value the same fault counts once
     */
    void add(String where, String what, String maybe, Object place) {
        found.computeIfAbsent(new Fault(where, what, maybe), f -> new HashSet<>())
                .add(place);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws all problems found so far, at most 50 of them; does nothing where there is none. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Fault> all = FaultOrder.of(found.entrySet().stream()
                .map(f -> counted(f.getKey(), f.getValue().size()))
                .toList());
        if (all.size() <= SHOWN) {
            throw new UserException(all);
        }
        List<Fault> first = new ArrayList<>(all.subList(0, SHOWN));
        first.add(new Fault("", "and " + (all.size() - SHOWN) + " more problems", ""));
        throw new UserException(first);
    }

    private static Fault counted(Fault fault, int times) {
        return times == 1 ? fault : new Fault(fault.where(), fault.what() + " (" + times + " times)", fault.maybe());
    }
}
