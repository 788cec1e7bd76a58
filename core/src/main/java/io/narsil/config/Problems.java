package io.narsil.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one or more files, so that a user sees all of them at once. */
public final class Problems {
    private static final int SHOWN = 50;

    private final List<Fault> found = new ArrayList<>();

    /** Adds a fault; the arguments are the components of {@link Fault}. */
    public void add(String where, String what, String maybe) {
        found.add(new Fault(where, what, maybe));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws all problems found so far, at most 50 of them; does nothing where there is none. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        if (found.size() <= SHOWN) {
            throw new UserException(found);
        }
        List<Fault> first = new ArrayList<>(found.subList(0, SHOWN));
        first.add(new Fault("", "and " + (found.size() - SHOWN) + " more problems", ""));
        throw new UserException(first);
    }
}
