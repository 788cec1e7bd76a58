package io.narsil.predictor;

import java.util.List;

/**
 * A monotone warp of scores: the logarithm of their distance to a ceiling.
 *
 * <p>An accuracy of 93 % instead of 92 % says as much of a candidate as one of 80 % instead of 60 %. On the plain scale
 * a predictor would mostly learn to tell the few bad candidates from the rest.
 *
 * @param ceiling score above all that were observed
 */
public record Warp(double ceiling) {
    /** The distance of the ceiling from the best score, as a share of the observed range. */
    private static final double MARGIN = 0.1;

    /** The same in standard deviations of the best score, so that chance alone does not lift it far above the others. */
    private static final double SURE = 2;

    /** The identity: scores as they are. */
    public static final Warp NONE = new Warp(Double.POSITIVE_INFINITY);

    /** The usual ceiling above observations. */
    public static Warp of(List<Observation> observations) {
        double top = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double chance = 0;
        for (Observation o : observations) {
            chance = o.score() > top ? o.deviation() : chance;
            top = Math.max(top, o.score());
            low = Math.min(low, o.score());
        }
        double range = top - low;
        return new Warp(top + (range > 0 ? Math.max(MARGIN * range, SURE * chance) : 1));
    }

    /** The standard deviation of a warped score, where that of the score is small beside its distance to the ceiling. */
    public double deviation(Observation observed) {
        return Double.isInfinite(ceiling) ? observed.deviation() : observed.deviation() / (ceiling - observed.score());
    }

    /** The warped score, which a predictor learns. */
    public double apply(double score) {
        return Double.isInfinite(ceiling) ? score : -StrictMath.log(ceiling - score);
    }

    /** The score of a warped score: the inverse of {@link #apply}. */
    public double back(double warped) {
        return Double.isInfinite(ceiling) ? warped : ceiling - StrictMath.exp(-warped);
    }

    /**
     * The prediction of a warped mean and standard deviation: the score of the mean, which is the median, and half the
     * distance between the scores one standard deviation below and above.
     */
    public Prediction back(double mean, double deviation) {
        return new Prediction(back(mean), (back(mean + deviation) - back(mean - deviation)) / 2);
    }
}
