package io.narsil.gaussian;

import java.util.stream.IntStream;

/**
 * How alike two points are: a sum of three parts whose weights the observations decide.
 *
 * <ul>
 *   <li>choices: rational quadratic, with a length for every parameter, so that those that do not matter fade out;
 *   <li>statistics: rational quadratic, one length: networks of like capacity are alike;
 *   <li>statistics: linear, which reaches beyond what was observed.
 * </ul>
 *
 * <p>Rational quadratic of order one, 1 / (1 + d / 2): about as good as Matern's or the Gaussian on published tables (see
 * docs/predictor.md), and made of exact operations alone, so that every machine gives the same bits.
 *
 * @param parameterOf parameter that each column of choices belongs to
 * @param parameters number of parameters
 * @param statistics columns of statistics; 0 for the first part alone
 */
record Kernel(int[] parameterOf, int parameters, int statistics) {
    /** Where the logarithms stand in the vector of hyperparameters; the lengths of the parameters follow. */
    static final int CHOICES = 0;

    static final int SMOOTH = 1;
    static final int LINEAR = 2;
    static final int NOISE = 3;
    static final int LENGTH_STATISTICS = 4;
    static final int LENGTHS = 5;

    /** What rounding needs, beside the noise of the measurements. */
    static final double LEAST_NOISE = 1e-6;

    /** Hyperparameters as they act, for targets of mean 0 and standard deviation 1. */
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
     * What is believed of the logarithms beforehand: the parts weigh alike, two points that differ everywhere are a
     * length or so apart, and a fiftieth of the variance is noise.
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

    /** How sure that belief is: within a factor of e for all but the noise. */
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

    /** The rational quadratic of a squared distance. */
    static double near(double distance) {
        return 1 / (1 + 0.5 * distance);
    }
}
