package io.narsil.search;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How evenly candidates are spread over the part of a space that lies within a budget, compared with plain rejection
 * sampling, which is slow but exactly even.
 *
 * <p>For each parameter that varies this takes the total variation distance between the frequencies of its values in
 * both samples: 0 for equal frequencies, 1 for no value in common.
 *
 * @param mean mean of the distances over all parameters
 * @param largest largest distance of a parameter
 * @param parameter name of the parameter with the largest distance
 * @param noise mean distance between two halves of the plain sample: what even the plain sample does not fall below
 * @param reference number of candidates in the plain sample
 * @param draws number of draws that the plain sample took
 */
public record Evenness(double mean, double largest, String parameter, double noise, int reference, long draws) {
    private static final long MOST_DRAWS = 30_000_000;

    /** Compares candidates with a plain sample of at most {@code wanted}. */
    public static Evenness of(
            List<Candidate> candidates, Budget budget, StageCosts costs, int wanted, RandomGenerator random) {
        List<int[]> plain = new ArrayList<>();
        long draws = 0;
        for (; draws < MOST_DRAWS && plain.size() < wanted; draws++) {
            int[] genes = costs.space().randomGenes(random);
            if (budget.fits(costs.of(genes))) {
                plain.add(genes);
            }
        }
        List<int[]> ours = candidates.stream().map(Candidate::genes).toList();
        double sum = 0;
        double noise = 0;
        double largest = -1;
        String where = "";
        List<Parameter> parameters = costs.space().parameters();
        int half = plain.size() / 2;
        for (int i = 0; i < parameters.size(); i++) {
            int size = parameters.get(i).size();
            double distance = distance(shares(ours, i, size), shares(plain, i, size));
            noise += distance(
                    shares(plain.subList(0, half), i, size), shares(plain.subList(half, plain.size()), i, size));
            sum += distance;
            if (distance > largest) {
                largest = distance;
                where = parameters.get(i).name();
            }
        }
        int n = parameters.size();
        return new Evenness(sum / n, largest, where, noise / n, plain.size(), draws);
    }

    private static double[] shares(List<int[]> all, int parameter, int size) {
        double[] shares = new double[size];
        for (int[] genes : all) {
            shares[genes[parameter]] += 1.0 / all.size();
        }
        return shares;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / 2;
        }
        return sum;
    }
}
