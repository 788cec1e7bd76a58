package io.narsil.predictor;

/**
 * What an accuracy is thought to be.
 *
 * @param mean the best guess, on the scale of the observations
 * @param deviation how much the members of the ensemble differ: their standard deviation
 */
public record Prediction(double mean, double deviation) {}
