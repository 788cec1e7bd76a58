package io.narsil.data;

import java.util.random.RandomGenerator;

/** Draws from the symmetric beta distribution, for mixup. */
final class Beta {
    private Beta() {}

    /** A draw from Beta(alpha, alpha), as the ratio of two gamma draws. */
    static double symmetric(double alpha, RandomGenerator random) {
        double a = gamma(alpha, random);
        double b = gamma(alpha, random);
        return a + b > 0 ? a / (a + b) : 0.5;
    }

    /** Marsaglia and Tsang (2000); alpha below 1 by the power of a uniform draw. */
    private static double gamma(double alpha, RandomGenerator random) {
        if (alpha < 1) {
            return gamma(alpha + 1, random) * StrictMath.pow(1 - random.nextDouble(), 1 / alpha);
        }
        double d = alpha - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                double u = 1 - random.nextDouble();
                if (StrictMath.log(u) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
