package io.narsil.gaussian;

import java.util.Arrays;

/**
 * The function that tuning minimises: the negative logarithm of the marginal likelihood (Rasmussen and Williams 2006,
 * equations 5.8 and 5.9) times the prior, with its gradient.
 *
 * <p>The order of every sum is fixed, however many threads compute.
 */
final class MarginalLikelihood implements Rprop.Function {
    private final Kernel kernel;
    private final Pairs pairs;
    private final double[] targets;
    private final double[] variances;
    private final double[] priorMean;
    private final double[] priorDeviation;
    private final double[] nearChoices;
    private final double[] nearStatistics;
    private final double[] steep;

    MarginalLikelihood(Kernel kernel, Points x, Targets targets) {
        this.kernel = kernel;
        this.pairs = Pairs.of(kernel, x);
        this.targets = targets.values();
        this.variances = targets.variances();
        this.priorMean = kernel.priorMean();
        this.priorDeviation = kernel.priorDeviation();
        int count = pairs.products().length;
        nearChoices = new double[count];
        nearStatistics = new double[count];
        steep = new double[count];
    }

    @Override
    public double at(double[] logarithms, double[] gradient) {
        Kernel.Values v = kernel.values(logarithms);
        near(v);
        Cholesky decomposition = Cholesky.of(covariance(v));
        if (decomposition == null) {
            // Not positive definite by rounding: worse than anything.
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = decomposition.solve(targets);
        double value = 0;
        for (int i = 0; i < targets.length; i++) {
            value += 0.5 * targets[i] * alpha[i] + StrictMath.log(decomposition.diagonal(i));
        }
        gradient(v, decomposition.lowerInverse(), alpha, gradient);
        for (int i = 0; i < gradient.length; i++) {
            double off = (logarithms[i] - priorMean[i]) / priorDeviation[i];
            value += 0.5 * off * off;
            gradient[i] += off / priorDeviation[i];
        }
        return value;
    }

    /** The rational quadratic kernels of all pairs, by choices and by statistics. */
    private void near(Kernel.Values v) {
        Arrays.fill(nearChoices, 0);
        double[][] distances = pairs.choices();
        double[] weights = v.weights();
        int g = 0;
        for (; g + 3 < weights.length; g += 4) {
            add(weights, g, distances[g], distances[g + 1], distances[g + 2], distances[g + 3], nearChoices);
        }
        for (; g < weights.length; g++) {
            add(weights[g], distances[g], nearChoices);
        }
        Arrays.fill(nearStatistics, 0);
        add(v.statisticWeight(), pairs.statistics(), nearStatistics);
        for (int i = 0; i < nearChoices.length; i++) {
            nearChoices[i] = Kernel.near(nearChoices[i]);
            nearStatistics[i] = Kernel.near(nearStatistics[i]);
        }
    }

    /** The covariance of the observations, noise included; on and right of the diagonal only. */
    private double[][] covariance(Kernel.Values v) {
        int n = pairs.points();
        double[][] k = new double[n][n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                k[j][i] = v.choices() * nearChoices[at]
                        + v.smooth() * nearStatistics[at]
                        + v.linear() * pairs.products()[at]
                        + (i == j ? v.noise() + variances[i] : 0);
                at++;
            }
        }
        return k;
    }

    /** Half the trace of (inverse - alpha alpha') dK, for every hyperparameter. */
    private void gradient(Kernel.Values v, double[][] inverse, double[] alpha, double[] gradient) {
        int n = pairs.points();
        double[] products = pairs.products();
        double[] apart = pairs.statistics();
        double choices = 0;
        double smooth = 0;
        double linear = 0;
        double noise = 0;
        double length = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            double[] row = inverse[i];
            for (int j = 0; j <= i; j++) {
                double q = (i == j ? 0.5 : 1) * (row[j] - alpha[i] * alpha[j]);
                double near = nearStatistics[at];
                choices += q * v.choices() * nearChoices[at];
                smooth += q * v.smooth() * near;
                linear += q * v.linear() * products[at];
                noise += i == j ? q * (v.noise() - Kernel.LEAST_NOISE) : 0;
                length += q * v.smooth() * near * near * v.statisticWeight() * apart[at];
                steep[at] = q * v.choices() * nearChoices[at] * nearChoices[at];
                at++;
            }
        }
        gradient[Kernel.CHOICES] = choices;
        gradient[Kernel.SMOOTH] = smooth;
        gradient[Kernel.LINEAR] = linear;
        gradient[Kernel.NOISE] = noise;
        gradient[Kernel.LENGTH_STATISTICS] = length;
        lengths(v.weights(), gradient);
    }

    /** Four parameters side by side, since each addition of a sum waits for the one before it. */
    private void lengths(double[] weights, double[] gradient) {
        double[][] distances = pairs.choices();
        for (int g = 0; g < weights.length; g += 4) {
            double[] x = distances[g];
            double[] y = distances[Math.min(g + 1, weights.length - 1)];
            double[] z = distances[Math.min(g + 2, weights.length - 1)];
            double[] w = distances[Math.min(g + 3, weights.length - 1)];
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < steep.length; i++) {
                a += steep[i] * x[i];
                b += steep[i] * y[i];
                c += steep[i] * z[i];
                d += steep[i] * w[i];
            }
            double[] sums = {a, b, c, d};
            for (int s = 0; s < sums.length && g + s < weights.length; s++) {
                gradient[Kernel.LENGTHS + g + s] = weights[g + s] * sums[s];
            }
        }
    }

    private static void add(double[] factors, int at, double[] x, double[] y, double[] z, double[] w, double[] to) {
        double a = factors[at];
        double b = factors[at + 1];
        double c = factors[at + 2];
        double d = factors[at + 3];
        for (int i = 0; i < to.length; i++) {
            to[i] = to[i] + a * x[i] + b * y[i] + c * z[i] + d * w[i];
        }
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
