package io.narsil.predictor;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.List;

/**
 * Statistics of an architecture that are known without training it.
 *
 * <p>The paper takes multiply-adds and parameters. Here these are the logarithms of multiply-adds, parameters and
 * activations, of the whole network and of every stage (where capacity sits matters more than how much there is), and
 * {@link Counts} of the chosen values.
 */
public final class FreeStatistics {
    /** Multiply-adds, parameters and activations. */
    private static final int PER_COST = 3;
    /** The coefficient for which the parabola's error is least. */
    private static final double CURVE = 0.34;

    private final StageCosts costs;
    private final Counts counts;

    /** The statistics of a space's networks. */
    public FreeStatistics(StageCosts costs) {
        this.costs = costs;
        counts = new Counts(costs.space(), false);
    }

    /**
     * The statistics of a candidate. Their number depends on the space alone; it is 0 in a space without stages and
     * shared values.
     */
    public float[] of(Candidate candidate) {
        List<Cost> stages = costs.stages(candidate);
        float[] chosen = counts.of(candidate);
        int known = stages.isEmpty() ? 0 : PER_COST * (stages.size() + 1);
        float[] row = new float[known + chosen.length];
        if (known > 0) {
            Cost all = Cost.ZERO;
            for (int i = 0; i < stages.size(); i++) {
                put(stages.get(i), row, PER_COST * (i + 1));
                all = all.plus(stages.get(i));
            }
            put(all, row, 0);
        }
        System.arraycopy(chosen, 0, row, known, chosen.length);
        return row;
    }

    private static void put(Cost cost, float[] row, int at) {
        row[at] = log(cost.macs());
        row[at + 1] = log(cost.params());
        row[at + 2] = log(cost.activations());
    }

    /**
     * The logarithm to base two of a count plus one, to within a hundredth: the exponent, and a parabola between powers
     * of two. A statistic needs no better. This consists of exact operations, so that every machine gives the same
     * bits, and is many times faster than an exact logarithm.
     */
    static float log(long count) {
        double value = count + 1.0;
        int exponent = Math.getExponent(value);
        double rest = value / (1L << exponent) - 1;
        return (float) (exponent + rest + CURVE * rest * (1 - rest));
    }
}
