package io.narsil.predictor;

import io.narsil.space.Candidate;

/**
 * A candidate whose accuracy is known.
 *
 * @param accuracy share of validation images told right, 0..1, of the same number of epochs for all observations of a search
 */
public record Observation(Candidate candidate, double accuracy) {}
