package io.narsil.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a process believes of points.
 *
 * <p>{@link #fantasize} acts as if a point had been measured and had turned out as expected: its neighbours become surer,
 * no mean changes (Desautels et al. 2014). So standard deviations never rise.
 *
 * <p>A mean needs one pass over the observations, a standard deviation one for each of them. So means are there at once,
 * and a standard deviation is computed when it is asked for; what the first observations explain of it bounds it at little
 * cost. All of this has the same bits however much is computed at once. From one thread only.
 */
public final class Posterior {
    /** Observations that a limit looks at. */
    private static final int FIRST = 64;
    /** Of no more points than these what was solved is kept, in case a point is asked for again after a fantasy. */
    private static final int FEW = 1_024;

    private final GaussianProcess process;
    private final Points x;
    private final Neighbours neighbours;
    private final Triangle lower;
    private final double[] means;
    /** How much of each variance the observations so far explain. */
    private final double[] explained;
    /** How many observations, fantasies included, {@code explained} knows. */
    private final int[] asOf;
    /** The solution of L v = k of points that were looked at. */
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

    /** At least {@link #deviation}: what is known of it without further work. */
    public double deviationLimit(int i) {
        return known(i);
    }

    private double known(int i) {
        return process.deviation() * Math.sqrt(Math.max(0, neighbours.self(x, i) - explained[i]));
    }

    /** The standard deviation of what a measurement of a point would give. */
    public double measured(int i) {
        double d = deviation(i);
        double noise = process.deviation() * process.deviation() * neighbours.noise();
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

    /** What fantasies since the last time explain. */
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

    /** Acts as if a point had been measured. */
    public void fantasize(int i) {
        if (solved[i] == null) {
            solve(new int[] {i}, 0, 1, true);
        } else if (asOf[i] < lower.size()) {
            extend(i);
        }
        lower.add(solved[i], explained[i], neighbours.self(x, i) + neighbours.noise());
        neighbours.add(x, i);
    }
}
