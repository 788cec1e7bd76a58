package io.narsil.config;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many names in a sentence: the first of them, and a count of the others. */
public final class Listed {
    private Listed() {}

    /**
     * The names in their order, such as {@code a, b and 3 more}.
     *
     * @param most number of names that are shown
     */
    public static String of(Collection<String> names, int most) {
        String first = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
    }
}
