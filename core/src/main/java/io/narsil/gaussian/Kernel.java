package io.narsil.gaussian;

import java.util.stream.IntStream;

/**
 * The kernel, which says how alike two points are: a sum of three parts, weighted by hyperparameters.
 *
 * <ul>
 *   <li>choices: rational quadratic, with a length scale for every parameter, so that parameters that do not matter fade
 *       out;
 *   <li>statistics: rational quadratic, with one length scale: networks of similar capacity are alike;
 *   <li>statistics: linear, which extrapolates beyond the observations.
 * </ul>
 *
 * <p>The rational quadratic of order one is 1 / (1 + d / 2). On published tables it is about as good as Matern's kernel
 * or the Gaussian one (see docs/predictor.md), and it consists of exact operations alone, so that every machine gives
 * the same bits.
 *
 * @param parameterOf parameter that each column of choices belongs to
 * @param parameters number of parameters
 * @param statistics columns of statistics; 0 for the first part alone
 */
record Kernel(int[] parameterOf, int parameters, int statistics) {
    /** Indexes into the vector of the hyperparameters' logarithms; the length scales of the parameters follow. */
    static final int CHOICES = 0;

    static final int SMOOTH = 1;
    static final int LINEAR = 2;
    static final int NOISE = 3;
    static final int LENGTH_STATISTICS = 4;
    static final int LENGTHS = 5;

    /** The least variance of the noise, for the sake of rounding; added to that of the measurements. */
    static final double LEAST_NOISE = 1e-6;

    /** Hyperparameters themselves, not their logarithms, for targets of mean 0 and standard deviation 1. */
    record Values(
            double choices, double smooth, double linear, double noise, double statisticWeight, double[] weights) {}

    /** The kernel for points of one kind. */
    static Kernel of(int[] parameterOf, Points x) {
        int parameters = IntStream.of(parameterOf).max().orElse(-1) + 1;
        return new Kernel(parameterOf.clone(), parameters, x.statisticColumns());
    }

    /** The number of hyperparameters. */
    int size() {
        return LENGTHS + parameters;
    }

    /**
     * The prior means of the logarithms: all parts weigh the same, two points that differ in everything are about one
     * length scale apart, and a fiftieth of the variance is noise.
     */
    double[] priorMean() {
        double[] mean = new double[size()];
        int parts = statistics > 0 ? 3 : 1;
        mean[CHOICES] = StrictMath.log(1.0 / parts);
        mean[SMOOTH] = mean[CHOICES];
        mean[LINEAR] = mean[CHOICES];
        mean[NOISE] = StrictMath.log(0.02);
        mean[LENGTH_STATISTICS] = 0.5 * StrictMath.log(Math.max(1, statistics));
        for (int i = 0; i < parameters; i++) {
            mean[LENGTHS + i] = 0.5 * StrictMath.log(parameters);
        }
        return mean;
    }

    /** The prior standard deviations of the logarithms: a factor of e for all but the noise. */
    double[] priorDeviation() {
        return IntStream.range(0, size()).mapToDouble(i -> i == NOISE ? 1.5 : 1).toArray();
    }

    Values values(double[] logarithms) {
        boolean known = statistics > 0;
        double[] weights = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            weights[i] = StrictMath.exp(-2 * logarithms[LENGTHS + i]);
        }
        return new Values(
                StrictMath.exp(logarithms[CHOICES]),
                known ? StrictMath.exp(logarithms[SMOOTH]) : 0,
                known ? StrictMath.exp(logarithms[LINEAR]) : 0,
                LEAST_NOISE + StrictMath.exp(logarithms[NOISE]),
                StrictMath.exp(-2 * logarithms[LENGTH_STATISTICS]),
                weights);
    }

    /** The rational quadratic kernel of a squared distance. */
    static double near(double distance) {
        return 1 / (1 + 0.5 * distance);
    }
}
