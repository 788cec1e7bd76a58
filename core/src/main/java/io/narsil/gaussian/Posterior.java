package io.narsil.gaussian;

/**
 * What a process believes of points.
 *
 * <p>{@link #assume} acts as if a point had been measured and had turned out as expected: its neighbours become surer, no
 * mean changes (Desautels et al. 2014). So deviations never rise.
 */
public final class Posterior {
    private final GaussianProcess process;
    private final Points x;
    private final Neighbours neighbours;
    private final Triangle lower;
    private final double[] means;
    private final double[] variances;
    /** How many points had been assumed when a variance was computed. */
    private final int[] asOf;

    private int assumed;

    Posterior(GaussianProcess process, Points x) {
        this.process = process;
        this.x = x;
        this.neighbours = process.neighbours().copy();
        this.lower = new Triangle(process.lower());
        means = new double[x.count()];
        variances = new double[x.count()];
        asOf = new int[x.count()];
        Blocks.each(x.count(), this::compute);
    }

    private void compute(int from, int to) {
        int n = lower.size();
        int width = to - from;
        double[] k = new double[n];
        double[][] side = new double[n][width];
        for (int i = from; i < to; i++) {
            neighbours.row(x, i, k);
            means[i] = process.mean(k);
            for (int r = 0; r < n; r++) {
                side[r][i - from] = k[r];
            }
        }
        double[] explained = lower.forward(side, width);
        for (int i = from; i < to; i++) {
            variances[i] = Math.max(0, neighbours.self(x, i) - explained[i - from]);
        }
    }

    /** The expected target of a point. */
    public double mean(int i) {
        return means[i];
    }

    /** The standard deviation of a point's target without the noise of a measurement. */
    public double deviation(int i) {
        if (asOf[i] < assumed) {
            double[] k = new double[lower.size()];
            neighbours.row(x, i, k);
            variances[i] = Math.min(variances[i], Math.max(0, neighbours.self(x, i) - lower.forward(k)));
            asOf[i] = assumed;
        }
        return process.deviation() * Math.sqrt(variances[i]);
    }

    /** The standard deviation of what a measurement of a point would give. */
    public double measured(int i) {
        double d = deviation(i);
        double noise = process.deviation() * process.deviation() * neighbours.noise();
        return Math.sqrt(d * d + noise);
    }

    /** Acts as if a point had been measured. */
    public void assume(int i) {
        double[] k = new double[lower.size()];
        neighbours.row(x, i, k);
        lower.add(k, neighbours.self(x, i) + neighbours.noise());
        neighbours.add(x, i);
        assumed++;
    }
}
