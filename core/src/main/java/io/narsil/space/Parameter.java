package io.narsil.space;

import io.narsil.config.Decimals;
import java.util.List;

/**
 * A parameter of a space: something that varies.
 *
 * @param name name, unique in its space, such as {@code stage3.kernel}
 * @param group half of a candidate that it belongs to: its network or its recipe
 * @param values values in canonical text, at least one; numbers ascend as they are written
 * @param when conditions that must all hold for it to have a meaning; none for always
 * @param prior value that the user believes to be good, if any
 */
public record Parameter(String name, Group group, List<String> values, List<Condition> when, Prior prior) {
    /** Whether a parameter changes the network or only its training. */
    public enum Group {
        ARCHITECTURE,
        RECIPE
    }

    public Parameter {
        values = List.copyOf(values);
        when = List.copyOf(when);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " has no values");
        }
    }

    /** A parameter without conditions, of which nothing is believed. */
    public Parameter(String name, Group group, List<String> values) {
        this(name, group, values, List.of(), Prior.NONE);
    }

    /** Whether all values are numbers; the others are names without an order. */
    public boolean numeric() {
        return values.stream().allMatch(v -> Decimals.parse(v).isPresent());
    }

    /** The number of values. */
    public int size() {
        return values.size();
    }

    /** The value at {@code index} of a numeric parameter. */
    public double number(int index) {
        return Double.parseDouble(values.get(index));
    }
}
