package io.narsil.space;

import java.util.List;

/**
 * A condition for a parameter to have a meaning: another one has one of some values. Otherwise the parameter is at its
 * first value.
 *
 * @param parameter index of the other parameter, which comes earlier in the space
 * @param genes indexes of the values that give this one a meaning
 */
public record Condition(int parameter, List<Integer> genes) {
    public Condition {
        genes = List.copyOf(genes);
    }

    boolean holds(int[] all) {
        return genes.contains(all[parameter]);
    }
}
