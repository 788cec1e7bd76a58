package io.narsil.latency;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fits a latency model to measured networks: it minimises the sum of squared relative errors, and no term takes a
 * negative time.
 *
 * <p>This is non-negative least squares with a small ridge, solved by coordinate descent. The problem is convex, so the
 * solution does not depend on the path to it. Each term is first scaled to the same mean square.
 */
public final class LatencyFit {
    /** Weight of the ridge against a network's squared error; errors changed little between 0.001 and 1. */
    private static final double RIDGE = 0.01;

    private static final int MOST_ROUNDS = 20_000;
    private static final double LEAST_CHANGE = 1e-9;

    private LatencyFit() {}

    /**
     * A network that was measured.
     *
     * @param terms quantities that its operations consist of, by name
     * @param nanoseconds measured time of one image
     */
    public record Sample(SortedMap<String, Double> terms, double nanoseconds) {}

    /** The nanoseconds of one unit of each term. */
    public static SortedMap<String, Double> fit(List<Sample> samples) {
        SortedSet<String> names = new TreeSet<>();
        samples.forEach(s -> names.addAll(s.terms().keySet()));
        List<String> order = List.copyOf(names);
        int n = order.size();
        double[][] rows = new double[samples.size()][n];
        double[] scale = new double[n];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = samples.get(i).terms().getOrDefault(order.get(j), 0.0)
                        / samples.get(i).nanoseconds();
                scale[j] += rows[i][j] * rows[i][j] / rows.length;
            }
        }
        for (int j = 0; j < n; j++) {
            scale[j] = Math.sqrt(scale[j]);
        }
        double[] weights = solve(rows, scale);
        SortedMap<String, Double> nanoseconds = new TreeMap<>();
        for (int j = 0; j < n; j++) {
            if (weights[j] > 0) {
                nanoseconds.put(order.get(j), weights[j] / scale[j]);
            }
        }
        return nanoseconds;
    }

    private static double[] solve(double[][] rows, double[] scale) {
        int n = scale.length;
        double[][] gram = new double[n][n];
        double[] right = new double[n];
        for (double[] row : rows) {
            for (int j = 0; j < n; j++) {
                right[j] += row[j] / scale[j];
                for (int k = 0; k < n; k++) {
                    gram[j][k] += row[j] / scale[j] * row[k] / scale[k];
                }
            }
        }
        double[] weights = new double[n];
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS && change > LEAST_CHANGE; round++) {
            change = 0;
            for (int j = 0; j < n; j++) {
                double residual = right[j];
                for (int k = 0; k < n; k++) {
                    residual -= k == j ? 0 : gram[j][k] * weights[k];
                }
                double better = Math.max(0, residual / (gram[j][j] + RIDGE));
                change = Math.max(change, Math.abs(better - weights[j]));
                weights[j] = better;
            }
        }
        return weights;
    }
}
