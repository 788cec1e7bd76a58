package io.narsil.predictor;

import java.util.List;

/** Beliefs about candidates that are independent of each other: a fantasy changes no prediction. */
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
