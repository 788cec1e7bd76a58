package io.narsil.gaussian;

import java.util.Arrays;

/**
 * Descends by the signs of the gradient alone (Riedmiller and Braun 1993, with the return to the last point of Igel and
 * Huesken 2000): robust where the marginal likelihood is steep in one direction and flat in another (Blum and Riedmiller 2013).
 */
final class Rprop {
    private static final double FIRST = 0.1;
    private static final double LEAST = 1e-4;
    private static final double MOST = 0.5;
    private static final double FASTER = 1.2;
    private static final double SLOWER = 0.5;

    private Rprop() {}

    /** The function to minimise. */
    interface Function {
        /** The value at a point, infinite where there is none; the gradient is written into the second array. */
        double at(double[] x, double[] gradient);
    }

    /** A point with its value. */
    record Minimum(double[] x, double value) {}

    /** The best point that was met in {@code steps} steps from {@code start}. */
    static Minimum minimise(Function function, double[] start, int steps) {
        double[] x = start.clone();
        double[] best = start.clone();
        double[] gradient = new double[x.length];
        double[] before = new double[x.length];
        double[] moved = new double[x.length];
        double[] step = new double[x.length];
        Arrays.fill(step, FIRST);
        double lowest = Double.POSITIVE_INFINITY;
        double last = Double.POSITIVE_INFINITY;
        for (int s = 0; s < steps; s++) {
            double value = function.at(x, gradient);
            if (value < lowest) {
                lowest = value;
                best = x.clone();
            }
            if (Double.isInfinite(value)) {
                // Back to the best, more carefully.
                x = best.clone();
                Arrays.setAll(step, i -> step[i] * SLOWER);
                Arrays.fill(before, 0);
                continue;
            }
            for (int i = 0; i < x.length; i++) {
                double same = gradient[i] * before[i];
                if (same < 0) {
                    step[i] = Math.max(LEAST, step[i] * SLOWER);
                    x[i] -= value > last ? moved[i] : 0;
                    before[i] = 0;
                    moved[i] = 0;
                    continue;
                }
                step[i] = same > 0 ? Math.min(MOST, step[i] * FASTER) : step[i];
                moved[i] = -Math.signum(gradient[i]) * step[i];
                x[i] += moved[i];
                before[i] = gradient[i];
            }
            last = value;
        }
        return new Minimum(best, lowest);
    }
}
