package io.narsil.search;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.IndependentBeliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A predictor that learns nothing and is told what to say of each candidate. */
record Told(Function<Candidate, Prediction> says) implements ScorePredictor {
    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        return new Pretraining(0, 0, OptionalDouble.empty());
    }

    @Override
    public void fit(List<Observation> observations) {}

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        return candidates.stream().map(says).toList();
    }

    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        return new IndependentBeliefs(predict(candidates));
    }
}
