package io.narsil.predictor;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be known of an architecture without training it.
 *
 * <p>The paper takes multiply-adds and parameters. These are their logarithms, the same for every stage (capacity where
 * it sits matters more than capacity), activations, and for parameters that share their values (the kernels of all
 * stages, say) how often each value is chosen.
 */
final class FreeStatistics {
    private final StageCosts costs;
    private final Counts counts;

    FreeStatistics(StageCosts costs) {
        this.costs = costs;
        counts = new Counts(costs.space(), false);
    }

    float[] of(Candidate candidate) {
        List<Float> statistics = new ArrayList<>();
        List<Cost> stages = costs.stages(candidate);
        if (!stages.isEmpty()) {
            add(statistics, stages.stream().reduce(Cost.ZERO, Cost::plus));
            stages.forEach(stage -> add(statistics, stage));
        }
        float[] chosen = counts.of(candidate);
        float[] row = new float[statistics.size() + chosen.length];
        for (int i = 0; i < statistics.size(); i++) {
            row[i] = statistics.get(i);
        }
        System.arraycopy(chosen, 0, row, statistics.size(), chosen.length);
        return row;
    }

    private static void add(List<Float> statistics, Cost cost) {
        statistics.add(log(cost.macs()));
        statistics.add(log(cost.params()));
        statistics.add(log(cost.activations()));
    }

    /** StrictMath, so that every machine gives the same bits. */
    private static float log(long value) {
        return (float) StrictMath.log1p((double) value);
    }
}
