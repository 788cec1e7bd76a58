package io.narsil.search;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Leans a sampler towards a budget, so that rejection does not have to find a needle in a haystack.
 *
 * <p>Each value of a parameter is drawn with a probability that falls exponentially with its main effect on the
 * logarithm of the load. For effects that add up, which those of a logarithm nearly do, this is the distribution
 * nearest to the uniform one that has the wanted mean load.
 */
final class Tilt {
    private static final int SAMPLES = 2048;
    private static final int PROBES = 256;
    private static final int HALVINGS = 12;
    private static final double STRONGEST = 40;
    /** The load that samples are centred on: near the budget, where good networks are, yet mostly inside. */
    private static final double TARGET = Math.log(0.85);

    private final SearchSpace space;
    private final double[][] cumulative;

    private Tilt(SearchSpace space, double[][] effects, double strength) {
        this.space = space;
        this.cumulative = new double[effects.length][];
        for (int i = 0; i < effects.length; i++) {
            double[] sums = new double[effects[i].length];
            double sum = 0;
            for (int v = 0; v < sums.length; v++) {
                sum += Math.exp(-strength * effects[i][v]);
                sums[v] = sum;
            }
            for (int v = 0; v < sums.length; v++) {
                sums[v] /= sum;
            }
            cumulative[i] = sums;
        }
    }

    /** The weakest tilt whose samples are centred near the budget or below it. */
    static Tilt towards(Budget budget, StageCosts costs, RandomGenerator random) {
        SearchSpace space = costs.space();
        double[][] effects = effects(budget, costs, random);
        Tilt uniform = new Tilt(space, effects, 0);
        if (uniform.mean(budget, costs, random) <= TARGET) {
            return uniform;
        }
        double low = 0;
        double high = STRONGEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (new Tilt(space, effects, middle).mean(budget, costs, random) > TARGET) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Tilt(space, effects, high);
    }

    /** The candidate at a point of the unit cube. */
    Candidate at(double[] point) {
        int[] genes = new int[cumulative.length];
        for (int i = 0; i < genes.length; i++) {
            int gene = 0;
            while (gene < cumulative[i].length - 1 && point[i] >= cumulative[i][gene]) {
                gene++;
            }
            genes[i] = gene;
        }
        return space.candidate(genes);
    }

    private double mean(Budget budget, StageCosts costs, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < PROBES; i++) {
            sum += Math.log(
                    budget.load(costs.of(at(random.doubles(cumulative.length).toArray()))));
        }
        return sum / PROBES;
    }

    /** How much each value of each parameter adds to the mean logarithm of the load; 0 for recipe parameters. */
    private static double[][] effects(Budget budget, StageCosts costs, RandomGenerator random) {
        List<Parameter> parameters = costs.space().parameters();
        double[][] sums = new double[parameters.size()][];
        int[][] counts = new int[parameters.size()][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new double[parameters.get(i).size()];
            counts[i] = new int[sums[i].length];
        }
        double total = 0;
        for (int s = 0; s < SAMPLES; s++) {
            Candidate candidate = costs.space().random(random);
            double load = Math.log(budget.load(costs.of(candidate)));
            total += load;
            for (int i = 0; i < sums.length; i++) {
                sums[i][candidate.gene(i)] += load;
                counts[i][candidate.gene(i)]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            boolean architecture = parameters.get(i).group() == Parameter.Group.ARCHITECTURE;
            for (int v = 0; v < sums[i].length; v++) {
                sums[i][v] = architecture && counts[i][v] > 0 ? sums[i][v] / counts[i][v] - total / SAMPLES : 0;
            }
        }
        return sums;
    }
}
