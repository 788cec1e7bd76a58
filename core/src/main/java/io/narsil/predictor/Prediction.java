package io.narsil.predictor;

/**
 * The predicted score of a candidate.
 *
 * @param mean best guess, on the scale of the observations
 * @param deviation standard deviation of what a measurement would give, on the same scale
 */
public record Prediction(double mean, double deviation) {
    /**
     * The mean less so many standard deviations, by which a candidate is chosen for good: of many candidates with equal means the
     * best looking one is often just the least known.
     */
    public double below(double deviations) {
        return mean - deviations * deviation;
    }
}
