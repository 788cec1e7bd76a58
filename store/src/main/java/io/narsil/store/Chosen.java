package io.narsil.store;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import java.util.Objects;
import java.util.Optional;

/**
 * A trial that was chosen to run.
 *
 * @param cost cost of its candidate
 * @param prediction prediction of its score before it ran; empty where nothing was known yet
 * @param why reason for choosing it, in a word for programs: {@code spread}, {@code promising} or {@code finals}
 */
public record Chosen(Trial trial, Cost cost, Optional<Prediction> prediction, String why) {
    public Chosen {
        Objects.requireNonNull(trial);
        Objects.requireNonNull(cost);
        Objects.requireNonNull(prediction);
        Objects.requireNonNull(why);
    }
}
