package io.narsil.space;

import io.narsil.config.Decimals;
import java.util.List;

/**
 * One thing that a space lets vary.
 *
 * @param name unique in its space, such as {@code stage3.kernel}
 * @param group what it belongs to
 * @param values at least one, in canonical text; numbers ascend as they are written
 */
public record Parameter(String name, Group group, List<String> values) {
    /** Whether a parameter changes the network or only its training. */
    public enum Group {
        ARCHITECTURE,
        RECIPE
    }

    public Parameter {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " has no values");
        }
    }

    /** Whether all values are numbers; the others are names without an order. */
    public boolean numeric() {
        return values.stream().allMatch(v -> Decimals.parse(v).isPresent());
    }

    public int size() {
        return values.size();
    }

    /** The value at {@code index} of a numeric parameter. */
    public double number(int index) {
        return Double.parseDouble(values.get(index));
    }
}
