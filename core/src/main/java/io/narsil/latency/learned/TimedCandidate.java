package io.narsil.latency.learned;

import io.narsil.space.Candidate;

/**
 * A candidate and how long one image takes in it.
 *
 * @param milliseconds time of one image, above 0
 */
public record TimedCandidate(Candidate candidate, double milliseconds) {}
