package io.narsil.predictor;

import io.narsil.space.Candidate;

/**
 * A candidate whose score is known.
 *
 * @param score score on the validation images, the higher the better, after the same number of epochs for all
 *     observations of a search
 */
public record Observation(Candidate candidate, double score) {}
