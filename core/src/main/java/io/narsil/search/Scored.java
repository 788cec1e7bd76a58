package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;

/** A candidate with what is predicted of it. */
public record Scored(Candidate candidate, Prediction prediction) {}
