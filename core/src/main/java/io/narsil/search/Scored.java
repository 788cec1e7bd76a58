package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;

/** A candidate with its prediction. */
public record Scored(Candidate candidate, Prediction prediction) {}
