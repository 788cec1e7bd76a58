package io.narsil.boxes;

import java.util.Arrays;

/**
 * Where a figure lies that was measured on a sample of images: the middle 95 % of resamples (percentile interval; Efron and Tibshirani
 * 1993, "An introduction to the bootstrap").
 *
 * @param low lower end, 0..1
 * @param high upper end, 0..1
 */
public record ScoreInterval(double low, double high) {
    private static final double TAIL = 0.025;

    /** The interval of at least one value. */
    static ScoreInterval of(double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new ScoreInterval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    /** Between the two nearest values, as numpy's {@code quantile} does. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
