package io.narsil.predictor;

/**
 * The predicted score of a candidate.
 *
 * @param mean best guess, on the scale of the observations
 * @param deviation standard deviation of what a measurement would give, on the same scale
 */
public record Prediction(double mean, double deviation) {}
