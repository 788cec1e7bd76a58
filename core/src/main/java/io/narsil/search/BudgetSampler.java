package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.random.Seeds;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws candidates evenly from the part of a space that lies within a budget, however small that part is.
 *
 * <p>Plain rejection sampling would hardly ever hit a narrow budget. So each value of a parameter has a probability of
 * its own, learned by the cross-entropy method (Rubinstein 1999): draw, keep the draws nearest to the budget, take
 * their frequencies, repeat. Candidates that are then drawn too often are thinned out by their known probability, so
 * that the result is as even as that of plain rejection. Where a budget holds much of the space, nothing is learned and
 * this is plain rejection. Instead of evenly, values may be drawn by weights of their own.
 */
final class BudgetSampler {
    private static final int SAMPLES = 2048;
    private static final int MOST_ROUNDS = 40;
    /** Number of rounds without an increase in draws that fit before learning ends. */
    private static final int PATIENCE = 4;
    /** Share of draws that fit at which learning ends. */
    private static final double ENOUGH = 0.2;

    private static final double ELITE = 0.2;
    /** The weight of the old probabilities, and of the first ones, in the new ones, so that no value dies out. */
    private static final double KEPT = 0.3;

    private static final double UNIFORM = 0.02;
    private static final int PILOT = 256;
    private static final int PILOT_DRAWS = 50_000;
    /**
     * Thinning refers to the rarity at this quantile of the draws that fit; rarer ones keep their full probability and
     * stay a little too rare.
     */
    private static final double THINNED = 0.75;
    /** Up to this number of values, they are searched one after the other. */
    private static final int LINEAR = 8;

    private final List<Range> ranges = new ArrayList<>();
    private final boolean quick;
    private final long[] pair = new long[2];
    private final List<Budget> smaller;
    private final StageCosts costs;
    private final SearchSpace space;
    private final SobolPoints points;
    private final double[][] weights;
    private double[][] probabilities;
    private double[][] cumulative;
    private double[][] rarities;
    private final double common;

    private record Range(Measure measure, long floor, long limit) {}

    private record Draw(int[] genes, double excess, double rarity) {}

    /**
     * A sampler.
     *
     * @param smaller smaller budgets, into which no drawn candidate may fit
     * @param index place of the budget in its study, from 0: each budget has random numbers of its own
     * @param weights weight of each value of each parameter, 1 on average; those of an even draw are all 1
     */
    BudgetSampler(Budget budget, List<Budget> smaller, StageCosts costs, Seeds seeds, int index, double[][] weights) {
        budget.limits()
                .forEach((measure, limit) ->
                        ranges.add(new Range(measure, budget.floors().getOrDefault(measure, 0L), limit)));
        quick = ranges.stream().allMatch(r -> r.measure() == Measure.MACS || r.measure() == Measure.PARAMS);
        this.smaller = smaller;
        this.costs = costs;
        this.space = costs.space();
        this.weights = weights;
        use(target());
        learn(seeds.stream("learn", index));
        common = commonRarity(seeds.stream("rarity", index));
        points = new SobolPoints(space.parameters().size() + 1, seeds.stream("sobol", index));
    }

    /** The canonical genes of the next point; empty where they do not fit the budget or are thinned out. */
    Optional<int[]> next() {
        double[] point = points.next();
        int[] genes = at(point);
        boolean kept = point[point.length - 1] < StrictMath.exp(rarity(genes) - common);
        return kept && excess(genes) == 0 ? Optional.of(genes) : Optional.empty();
    }

    private void learn(RandomGenerator random) {
        double[][] best = target();
        int bestFit = 0;
        int idle = 0;
        for (int round = 0; round < MOST_ROUNDS && (bestFit == 0 || idle < PATIENCE); round++) {
            List<Draw> draws = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
                int[] genes = at(point(random));
                draws.add(new Draw(genes, excess(genes), rarity(genes)));
            }
            draws.sort(Comparator.comparingDouble(Draw::excess));
            int fit = (int) draws.stream().filter(d -> d.excess() == 0).count();
            if (fit > bestFit) {
                bestFit = fit;
                best = probabilities;
                idle = 0;
            } else {
                idle++;
            }
            if (fit >= ENOUGH * SAMPLES) {
                break;
            }
            use(mixed(frequencies(draws.subList(0, Math.max(fit, (int) (ELITE * SAMPLES))))));
        }
        use(best);
    }

    /** The distance of genes to the budget, as a sum of logarithms of ratios; 0 for genes that fit. */
    private double excess(int[] genes) {
        Cost cost = null;
        if (!quick) {
            cost = costs.of(genes);
        } else {
            costs.macsAndParams(genes, pair);
        }
        double excess = 0;
        for (Range range : ranges) {
            long value = cost != null ? range.measure().of(cost) : pair[range.measure() == Measure.MACS ? 0 : 1];
            excess += over(value, range.limit()) + over(range.floor(), value);
        }
        if (excess == 0 && !smaller.isEmpty()) {
            Cost whole = costs.of(genes);
            return smaller.stream().anyMatch(b -> b.fits(whole)) ? Double.MIN_NORMAL : 0;
        }
        return excess;
    }

    private static double over(long value, long limit) {
        return value <= limit ? 0 : StrictMath.log((double) value / Math.max(1, limit));
    }

    /** The probabilities by which values would be drawn if there were no budget. */
    private double[][] target() {
        double[][] target = new double[weights.length][];
        for (int i = 0; i < target.length; i++) {
            int size = weights[i].length;
            target[i] = Arrays.stream(weights[i]).map(w -> w / size).toArray();
        }
        return target;
    }

    /** The frequency of each value among the draws, weighted as if they had been drawn by these probabilities. */
    private double[][] frequencies(List<Draw> draws) {
        double[] sorted = draws.stream().mapToDouble(Draw::rarity).sorted().toArray();
        double most = sorted[(int) (THINNED * (sorted.length - 1))];
        double[][] frequencies = new double[space.parameters().size()][];
        double[] weights = draws.stream()
                .mapToDouble(d -> StrictMath.exp(Math.min(0, d.rarity() - most)))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = new double[space.parameters().get(i).size()];
            for (int d = 0; d < weights.length; d++) {
                frequencies[i][draws.get(d).genes()[i]] += weights[d] / sum;
            }
        }
        return frequencies;
    }

    /** New probabilities: a mixture of old, learned and first ones. Those of recipe parameters stay the first ones. */
    private double[][] mixed(double[][] learned) {
        double[][] mixed = target();
        for (int i = 0; i < mixed.length; i++) {
            if (space.parameters().get(i).group() == Parameter.Group.RECIPE) {
                continue;
            }
            for (int v = 0; v < mixed[i].length; v++) {
                double usual = KEPT * probabilities[i][v] + (1 - KEPT) * learned[i][v];
                mixed[i][v] = UNIFORM * mixed[i][v] + (1 - UNIFORM) * usual;
            }
        }
        return mixed;
    }

    private void use(double[][] chosen) {
        probabilities = chosen;
        cumulative = new double[probabilities.length][];
        rarities = new double[probabilities.length][];
        for (int i = 0; i < probabilities.length; i++) {
            double[] p = probabilities[i];
            cumulative[i] = new double[p.length];
            rarities[i] = new double[p.length];
            double sum = 0;
            for (int v = 0; v < p.length; v++) {
                sum += p[v];
                cumulative[i][v] = sum;
                // What is never drawn has none.
                rarities[i][v] = p[v] == 0 ? 0 : -StrictMath.log(p[v] * p.length / weights[i][v]);
            }
        }
    }

    private int[] at(double[] point) {
        int[] genes = new int[cumulative.length];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = gene(cumulative[i], point[i]);
        }
        return space.canonical(genes);
    }

    private static int gene(double[] sums, double point) {
        if (sums.length > LINEAR) {
            int found = Arrays.binarySearch(sums, 0, sums.length - 1, point);
            return found < 0 ? -found - 1 : found + 1;
        }
        int gene = 0;
        while (gene < sums.length - 1 && point >= sums[gene]) {
            gene++;
        }
        return gene;
    }

    /** The logarithm of the ratio between the wanted probability of these genes and that of being drawn here. */
    private double rarity(int[] genes) {
        double sum = 0;
        for (int i = 0; i < genes.length; i++) {
            sum += rarities[i][genes[i]];
        }
        return sum;
    }

    /** The rarity that only few of the draws that fit exceed. */
    private double commonRarity(RandomGenerator random) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < PILOT_DRAWS && found.size() < PILOT; i++) {
            int[] genes = at(point(random));
            if (excess(genes) == 0) {
                found.add(rarity(genes));
            }
        }
        found.sort(Comparator.naturalOrder());
        return found.isEmpty() ? Double.NEGATIVE_INFINITY : found.get((int) (THINNED * (found.size() - 1)));
    }

    private double[] point(RandomGenerator random) {
        double[] point = new double[cumulative.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble();
        }
        return point;
    }
}
