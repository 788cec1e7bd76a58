package io.narsil.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The posterior of a Gaussian process at some points. For one thread only.
 *
 * <p>{@link #fantasize} adds a fantasy: it acts as if a point had been measured and the result were the predicted mean
 * (Desautels et al. 2014). The standard deviations of similar points fall and no mean changes. So standard deviations
 * never rise.
 *
 * <p>A mean costs one pass over the observations, a standard deviation one pass for each of them. So all means are
 * computed at once, and a standard deviation when it is asked for. An upper limit of it costs little: the standard
 * deviation given the first observations alone. The bits of all results are the same, however many points are computed
 * together.
 */
public final class Posterior {
    /** Number of observations, from the first on, that the limit of a standard deviation takes into account. */
    private static final int FIRST = 64;
    /** Largest number of points whose solutions are kept, in case a point is asked for again after a fantasy. */
    private static final int FEW = 1_024;

    private final GaussianProcess process;
    private final Points x;
    private final Neighbours neighbours;
    private final Triangle lower;
    private final double[] means;
    /** The part of each point's variance that is explained so far. */
    private final double[] explained;
    /** The number of observations, fantasies included, that {@code explained} takes into account, by point. */
    private final int[] asOf;
    /** The solution v of L v = k, for points whose standard deviation was computed. */
    private final double[][] solved;

    Posterior(GaussianProcess process, Points x) {
        this.process = process;
        this.x = x;
        this.neighbours = process.neighbours().copy();
        this.lower = new Triangle(process.lower());
        means = new double[x.count()];
        explained = new double[x.count()];
        asOf = new int[x.count()];
        solved = new double[x.count()][];
        Blocks.each(x.count(), this::begin);
    }

    private void begin(int from, int to) {
        double[][] k = neighbours.rows(x, from, to);
        int first = Math.min(FIRST, lower.size());
        double[] squares = lower.forward(sideBySide(k, first), first);
        for (int i = from; i < to; i++) {
            means[i] = process.mean(k[i - from]);
            explained[i] = squares[i - from];
            asOf[i] = first;
        }
    }

    private static double[][] sideBySide(double[][] k, int count) {
        double[][] side = new double[count][k.length];
        for (int c = 0; c < k.length; c++) {
            for (int r = 0; r < count; r++) {
                side[r][c] = k[c][r];
            }
        }
        return side;
    }

    /** The expected target of a point. */
    public double mean(int i) {
        return means[i];
    }

    /** The standard deviation of a point's target without the noise of a measurement. */
    public double deviation(int i) {
        if (asOf[i] < lower.size()) {
            refine(new int[] {i});
        }
        return known(i);
    }

    /** An upper limit of {@link #deviation} that needs no further work. */
    public double deviationLimit(int i) {
        return known(i);
    }

    private double known(int i) {
        return process.deviation() * Math.sqrt(Math.max(0, neighbours.self(x, i) - explained[i]));
    }

    /** The standard deviation of a measurement of a point, noise included. */
    public double measured(int i) {
        double d = deviation(i);
        double noise = process.deviation() * process.deviation() * process.noise();
        return Math.sqrt(d * d + noise);
    }

    /** Computes the standard deviations of points together, which is quicker than one after the other. */
    public void refine(int[] points) {
        int[] fresh = IntStream.of(points)
                .filter(i -> asOf[i] < lower.size() && solved[i] == null)
                .toArray();
        boolean few = fresh.length <= FEW;
        Blocks.each(fresh.length, (from, to) -> solve(fresh, from, to, few));
        for (int i : points) {
            if (asOf[i] < lower.size()) {
                extend(i);
            }
        }
    }

    private void solve(int[] points, int from, int to, boolean keep) {
        int n = lower.size();
        double[][] k = new double[to - from][];
        for (int p = from; p < to; p++) {
            k[p - from] = neighbours.rows(x, points[p], points[p] + 1)[0];
        }
        double[][] side = sideBySide(k, n);
        double[] squares = lower.forward(side, n);
        for (int p = from; p < to; p++) {
            explained[points[p]] = squares[p - from];
            asOf[points[p]] = n;
            if (keep) {
                double[] v = k[p - from];
                for (int r = 0; r < n; r++) {
                    v[r] = side[r][p - from];
                }
                solved[points[p]] = v;
            }
        }
    }

    /** Adds what the fantasies since the last call explain of a point's variance. */
    private void extend(int i) {
        int n = lower.size();
        double[] v = Arrays.copyOf(solved[i], n);
        double[] k = new double[n];
        neighbours.row(x, i, asOf[i], n, k);
        for (int r = asOf[i]; r < n; r++) {
            v[r] = lower.next(r, k[r], v);
            explained[i] += v[r] * v[r];
        }
        solved[i] = v;
        asOf[i] = n;
    }

    /** Adds a fantasy: acts as if a point had been measured with its mean as the result. */
    public void fantasize(int i) {
        if (solved[i] == null) {
            solve(new int[] {i}, 0, 1, true);
        } else if (asOf[i] < lower.size()) {
            extend(i);
        }
        lower.add(solved[i], explained[i], neighbours.self(x, i) + process.noise());
        neighbours.add(x, i);
    }
}
