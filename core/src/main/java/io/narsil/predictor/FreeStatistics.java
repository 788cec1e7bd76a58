package io.narsil.predictor;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.List;

/**
 * What can be known of an architecture without training it.
 *
 * <p>The paper takes multiply-adds and parameters. These are their logarithms, the same for every stage (capacity where
 * it sits matters more than capacity), activations, and for parameters that share their values (the kernels of all
 * stages, say) how often each value is chosen.
 */
public final class FreeStatistics {
    /** Multiply-adds, parameters and activations. */
    private static final int PER_COST = 3;
    /** Makes the parabola's error least. */
    private static final double CURVE = 0.34;

    private final StageCosts costs;
    private final Counts counts;

    /** The statistics of a space's networks. */
    public FreeStatistics(StageCosts costs) {
        this.costs = costs;
        counts = new Counts(costs.space(), false);
    }

    /** The statistics of a candidate: always as many, and none in a space without stages and shared values. */
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
     * The logarithm of a count plus one to base two, to within a hundredth: its exponent, and between powers of two a
     * parabola. A statistic needs no more; this is made of exact operations, so that every machine gives the same bits, and
     * is many times faster than an exact one.
     */
    static float log(long count) {
        double value = count + 1.0;
        int exponent = Math.getExponent(value);
        double rest = value / (1L << exponent) - 1;
        return (float) (exponent + rest + CURVE * rest * (1 - rest));
    }
}
