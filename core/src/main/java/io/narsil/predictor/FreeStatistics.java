package io.narsil.predictor;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be known of an architecture without training it.
 *
 * <p>The paper takes multiply-adds and parameters. These are their logarithms, the same for every stage (capacity where
 * it sits matters more than capacity), activations, and for parameters that share their values (the kernels of all
 * stages, say) how often each value is chosen.
 */
final class FreeStatistics {
    private final StageCosts costs;
    private final List<List<Integer>> alike;

    FreeStatistics(StageCosts costs) {
        this.costs = costs;
        Map<List<String>, List<Integer>> byValues = new LinkedHashMap<>();
        List<Parameter> parameters = costs.space().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).group() == Parameter.Group.ARCHITECTURE) {
                byValues.computeIfAbsent(parameters.get(i).values(), k -> new ArrayList<>())
                        .add(i);
            }
        }
        alike = byValues.values().stream().filter(l -> l.size() > 1).toList();
    }

    float[] of(Candidate candidate) {
        List<Float> statistics = new ArrayList<>();
        List<Cost> stages = costs.stages(candidate);
        if (!stages.isEmpty()) {
            add(statistics, stages.stream().reduce(Cost.ZERO, Cost::plus));
            stages.forEach(stage -> add(statistics, stage));
        }
        for (List<Integer> group : alike) {
            Parameter parameter = candidate.space().parameters().get(group.get(0));
            for (int value = 0; value < parameter.size(); value++) {
                int chosen = value;
                statistics.add((float)
                        group.stream().filter(i -> candidate.gene(i) == chosen).count());
            }
        }
        float[] row = new float[statistics.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = statistics.get(i);
        }
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
