package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;

/** The candidates of least and greatest cost in a space. */
public final class Extremes {
    private Extremes() {}

    /** The candidate with the least of a measure. */
    public static Candidate smallest(StageCosts costs, Measure measure) {
        return descend(costs, measure, 1);
    }

    /** The candidate with the most of a measure. */
    public static Candidate largest(StageCosts costs, Measure measure) {
        return descend(costs, measure, -1);
    }

    /**
     * Sets one parameter after the other to its best value until nothing changes. The effect of a parameter on costs
     * has the same direction whatever the others are, so this ends at the extreme.
     */
    private static Candidate descend(StageCosts costs, Measure measure, int sign) {
        int[] best = new int[costs.space().parameters().size()];
        Cost first = costs.of(costs.space().candidate(best));
        long lowest = sign * measure.of(first);
        long lowestTie = sign * first.activations();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < best.length; i++) {
                for (int v = 0; v < costs.space().parameters().get(i).size(); v++) {
                    int[] genes = best.clone();
                    genes[i] = v;
                    Cost cost = costs.of(costs.space().candidate(genes));
                    long value = sign * measure.of(cost);
                    long tie = sign * cost.activations();
                    // Memory is a largest value: it may fall only after a change that leaves it as it is.
                    if (value < lowest || (value == lowest && tie < lowestTie)) {
                        lowest = value;
                        lowestTie = tie;
                        best = genes;
                        changed = true;
                    }
                }
            }
        }
        return costs.space().candidate(best);
    }
}
