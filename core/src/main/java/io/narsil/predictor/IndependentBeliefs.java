package io.narsil.predictor;

import java.util.List;

/** Predictions that say nothing of each other: a fantasy changes none. */
public record IndependentBeliefs(List<Prediction> predictions) implements Beliefs {
    public IndependentBeliefs {
        predictions = List.copyOf(predictions);
    }

    @Override
    public Prediction prediction(int i) {
        return predictions.get(i);
    }

    @Override
    public double upperConfidenceBound(int i, double deviations) {
        return predictions.get(i).mean() + deviations * predictions.get(i).deviation();
    }

    @Override
    public void fantasize(int i) {}
}
