package io.narsil.space;

import java.util.List;

/**
 * When a parameter has a meaning: while another one stands at one of some values. Elsewhere it stands at its first value.
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
