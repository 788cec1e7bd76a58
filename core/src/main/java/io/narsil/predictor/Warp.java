package io.narsil.predictor;

import java.util.List;

/**
 * Accuracies seen from a ceiling: the logarithm of the distance to it.
 *
 * <p>The step from 92 % to 93 % says as much of a candidate as that from 60 % to 80 %; on the plain scale the few bad ones
 * would take all of a predictor's attention.
 *
 * @param ceiling score above all that were observed
 */
public record Warp(double ceiling) {
    /** How far the ceiling lies above the best, as a share of the observed range. */
    private static final double MARGIN = 0.1;

    /** Accuracies as they are. */
    public static final Warp NONE = new Warp(Double.POSITIVE_INFINITY);

    /** The usual ceiling above observations. */
    public static Warp of(List<Observation> observations) {
        double top = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (Observation o : observations) {
            top = Math.max(top, o.score());
            low = Math.min(low, o.score());
        }
        double range = top - low;
        return new Warp(top + (range > 0 ? MARGIN * range : 1));
    }

    /** What a predictor learns of a score. */
    public double apply(double score) {
        return Double.isInfinite(ceiling) ? score : -StrictMath.log(ceiling - score);
    }

    /** The score that {@link #apply} makes this of. */
    public double back(double warped) {
        return Double.isInfinite(ceiling) ? warped : ceiling - StrictMath.exp(-warped);
    }

    /** An expectation with its standard deviation, as a media score and half the width of one standard deviation to both sides. */
    public Prediction back(double mean, double deviation) {
        return new Prediction(back(mean), (back(mean + deviation) - back(mean - deviation)) / 2);
    }
}
