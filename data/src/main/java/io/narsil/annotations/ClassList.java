package io.narsil.annotations;

import io.narsil.data.ClassNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The classes of a folder by their names, numbered as they are met. */
final class ClassList {
    private static final int MOST = 10_000;

    private final Findings findings;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    ClassList(Findings findings) {
        this.findings = findings;
    }

    /** The number of a class, which is new or not; none where it cannot be the name of a class. */
    OptionalInt add(String written, String where) {
        String name = ClassNames.of(written.strip());
        Integer known = numbers.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (ClassNames.fault(name).isPresent()) {
            findings.fault(where, ClassNames.fault(name).get(), "", ClassNames.maybe(name));
            return OptionalInt.empty();
        }
        if (numbers.size() == MOST) {
            findings.fault(where, "there are more than the " + MOST + " classes that are read", name, "");
            return OptionalInt.empty();
        }
        numbers.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .ifPresent(other -> findings.note(
                        "classes that differ from another one in capital letters alone (rename one if they are the"
                                + " same)",
                        other + " and " + name));
        numbers.put(name, numbers.size());
        return OptionalInt.of(numbers.size() - 1);
    }

    /** The names in the order of their numbers. */
    List<String> names() {
        return new ArrayList<>(numbers.keySet());
    }
}
