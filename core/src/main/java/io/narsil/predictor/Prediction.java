package io.narsil.predictor;

/**
 * What a score is thought to be.
 *
 * @param mean best guess, on the scale of the observations
 * @param deviation standard deviation of what a measurement would give, on the same scale
 */
public record Prediction(double mean, double deviation) {}
