package io.narsil.predictor;

import io.narsil.space.Candidate;
import io.narsil.space.Problem;

/**
 * A candidate whose score is known.
 *
 * @param score score on the validation images, the higher the better, after the same number of epochs for all
 *     observations of a search
 * @param deviation standard deviation by which chance moves such a score, as far as it is known beforehand; 0 where nothing is
 */
public record Observation(Candidate candidate, double score, double deviation) {
    /** A score of which nothing more is known. */
    public Observation(Candidate candidate, double score) {
        this(candidate, score, 0);
    }

    /** A score that was measured on the images of a problem. */
    public static Observation of(Problem problem, Candidate candidate, double score) {
        return new Observation(candidate, score, problem.deviation(score));
    }
}
