package io.narsil.task;

/**
 * Where a share lies that was estimated from a sample: Wilson's interval of 95 %, which is right for few images, too, and for
 * shares near 0 and 1.
 *
 * @param low lower end, 0..1
 * @param high upper end, 0..1
 */
public record Interval(double low, double high) {
    private static final double DEVIATIONS = 1.959963984540054;

    /**
     * The interval of the share that a sample shows.
     *
     * @param hits number of the sample that counts
     * @param count number of the whole sample, at least 1
     */
    public static Interval of(long hits, long count) {
        double square = DEVIATIONS * DEVIATIONS;
        double share = (double) hits / count;
        double middle = (share + square / (2 * count)) / (1 + square / count);
        double half = DEVIATIONS
                * Math.sqrt(share * (1 - share) / count + square / (4.0 * count * count))
                / (1 + square / count);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
