package io.narsil.gaussian;

import java.util.stream.DoubleStream;

/**
 * Gaussian process regression (Rasmussen and Williams 2006, algorithm 2.1): a mean and a standard deviation for every
 * point. Its hyperparameters maximise the marginal likelihood.
 *
 * <p>Its work grows with the cube of the number of observations. So where there are very many, it keeps the highest
 * ones and an even share of the rest.
 */
public final class GaussianProcess {
    private static final int STEPS = 60;
    private static final int MOST_TUNED = 200;
    private static final int MOST_KEPT = 400;

    private final double mean;
    private final double deviation;
    /** The mean of the variances that are known beforehand, of standardised targets. */
    private final double chance;

    private final Neighbours neighbours;
    private final Triangle lower = new Triangle();
    private final double[] alpha;

    /**
     * A process with known hyperparameters.
     *
     * @param parameterOf parameter that each column of choices belongs to, from 0
     * @param targets values to learn, one for each point
     * @param logarithms hyperparameters that {@link #tune} found for points of this kind
     */
    public GaussianProcess(int[] parameterOf, Points x, Targets targets, double[] logarithms) {
        Kernel kernel = Kernel.of(parameterOf, x);
        if (logarithms.length != kernel.size()) {
            throw new IllegalArgumentException(
                    logarithms.length + " hyperparameters, where " + kernel.size() + " are needed");
        }
        mean = targets.mean();
        deviation = targets.deviation();
        int[] kept = targets.most(MOST_KEPT);
        Targets standard = targets.standard().pick(kept);
        chance = DoubleStream.of(standard.variances()).average().orElseThrow();
        Points observed = pick(x, kept);
        neighbours = new Neighbours(kernel, kernel.values(logarithms));
        for (int i = 0; i < kept.length; i++) {
            neighbours.add(observed, i);
        }
        for (int from = 0; from < kept.length; from += Blocks.SIZE) {
            add(observed, standard.variances(), from, Math.min(kept.length, from + Blocks.SIZE));
        }
        alpha = lower.solve(standard.values());
    }

    /** Adds rows to the triangle for observed points that {@code neighbours} already holds. */
    private void add(Points observed, double[] variances, int from, int to) {
        double[][] k = new double[to][to - from];
        double[] selves = new double[to - from];
        double[] row = new double[to];
        for (int i = from; i < to; i++) {
            neighbours.row(observed, i, 0, i, row);
            for (int j = 0; j < i; j++) {
                k[j][i - from] = row[j];
            }
            selves[i - from] = neighbours.self(observed, i) + neighbours.noise() + variances[i];
        }
        lower.add(k, selves);
    }

    /**
     * Hyperparameters and how well they explain the targets.
     *
     * @param likelihood logarithm of the marginal likelihood times the prior; comparable between processes that
     *     learned the same targets
     */
    public record Tuned(double[] logarithms, double likelihood) {}

    /** The hyperparameters of the largest marginal likelihood times prior. */
    public static Tuned tune(int[] parameterOf, Points x, Targets targets) {
        Kernel kernel = Kernel.of(parameterOf, x);
        int[] tuned = targets.most(MOST_TUNED);
        MarginalLikelihood likelihood = new MarginalLikelihood(
                kernel, pick(x, tuned), targets.standard().pick(tuned));
        Rprop.Minimum best = Rprop.minimise(likelihood, kernel.priorMean(), STEPS);
        return new Tuned(best.x(), -best.value());
    }

    /** The expected target of each point. */
    public double[] means(Points x) {
        double[] means = new double[x.count()];
        Blocks.each(x.count(), (from, to) -> {
            double[][] k = neighbours.rows(x, from, to);
            for (int i = from; i < to; i++) {
                means[i] = mean(k[i - from]);
            }
        });
        return means;
    }

    /** The posterior at points: means, and standard deviations that shrink with fantasies. */
    public Posterior posterior(Points x) {
        return new Posterior(this, x);
    }

    double mean(double[] k) {
        // Four sums side by side, since each addition waits for the one before it.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int n = 0;
        for (; n + 3 < alpha.length; n += 4) {
            a += k[n] * alpha[n];
            b += k[n + 1] * alpha[n + 1];
            c += k[n + 2] * alpha[n + 2];
            d += k[n + 3] * alpha[n + 3];
        }
        for (; n < alpha.length; n++) {
            a += k[n] * alpha[n];
        }
        return mean + deviation * (a + b + (c + d));
    }

    double deviation() {
        return deviation;
    }

    /** The variance that a measurement of a standardised target has by chance: that which is learned and that which is known. */
    double noise() {
        return neighbours.noise() + chance;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    Triangle lower() {
        return lower;
    }

    private static Points pick(Points x, int[] rows) {
        return new Points(
                rows.length,
                pick(x.choices(), x.choiceColumns(), rows),
                pick(x.statistics(), x.statisticColumns(), rows));
    }

    private static double[] pick(double[] values, int width, int[] rows) {
        double[] picked = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width, picked, i * width, width);
        }
        return picked;
    }
}
