package io.narsil.boxes;

import java.util.Arrays;

/**
 * Where a figure would lie with other images of the same kind, as many as there are: the middle 95 % of resamples (percentile interval;
 * Efron and Tibshirani 1993, "An introduction to the bootstrap"), moved so that their mean is the figure itself.
 *
 * <p>They have to be moved: average precision is the higher the fewer different objects there are, for each point of a curve is the best
 * that comes behind it, and a resample has but 63 % of the images. With many classes, plain percentiles lie above what they should hold.
 *
 * @param low lower end, 0..1
 * @param high upper end, 0..1
 */
public record ScoreInterval(double low, double high) {
    private static final double TAIL = 0.025;

    /** The interval of a figure by at least one resample; the figure lies in it. */
    static ScoreInterval of(double figure, double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        double moved = figure - Arrays.stream(sorted).average().orElseThrow();
        double low = Math.max(0, quantile(sorted, TAIL) + moved);
        double high = Math.min(1, quantile(sorted, 1 - TAIL) + moved);
        return new ScoreInterval(Math.min(low, figure), Math.max(high, figure));
    }

    /** Between the two nearest values, as numpy's {@code quantile} does. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
