package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.space.StageCosts;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The share of a space that lies within a budget, estimated by uniform sampling.
 *
 * @param samples number of candidates drawn
 * @param inside number of these that fit the budget
 * @param over number of these that break each limit
 */
public record Coverage(Budget budget, int samples, int inside, Map<Measure, Integer> over) {
    /** The coverage of a budget, by {@code samples} draws. */
    public static Coverage of(Budget budget, StageCosts costs, int samples, RandomGenerator random) {
        int inside = 0;
        Map<Measure, Integer> over = new EnumMap<>(Measure.class);
        budget.limits().keySet().forEach(m -> over.put(m, 0));
        for (int i = 0; i < samples; i++) {
            Cost cost = costs.of(costs.space().random(random));
            inside += budget.fits(cost) ? 1 : 0;
            budget.limits().forEach((measure, limit) -> {
                if (measure.of(cost) > limit
                        || measure.of(cost) < budget.floors().getOrDefault(measure, 0L)) {
                    over.merge(measure, 1, Integer::sum);
                }
            });
        }
        return new Coverage(budget, samples, inside, over);
    }

    /** The share of the space, 0..1. */
    public double share() {
        return (double) inside / samples;
    }

    /** The standard error of {@link #share}, by Agresti and Coull, which is honest at 0 and 1 too. */
    public double error() {
        double n = samples + 4;
        double p = (inside + 2) / n;
        return Math.sqrt(p * (1 - p) / n);
    }

    /** The limit that most samples break; the first of equals. */
    public Measure binding() {
        return over.entrySet().stream()
                .max((a, b) -> a.getValue().equals(b.getValue())
                        ? b.getKey().compareTo(a.getKey())
                        : a.getValue() - b.getValue())
                .orElseThrow()
                .getKey();
    }
}
