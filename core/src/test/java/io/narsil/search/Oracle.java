package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.IndependentBeliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.OptionalDouble;

/** Knows a made-up truth, so that a test of the search does not wait for a predictor to learn. */
class Oracle implements ScorePredictor {
    private final StageCosts costs;
    private int observed;

    Oracle(StageCosts costs) {
        this.costs = costs;
    }

    /** The score of a candidate: larger networks are better. */
    double truth(Candidate candidate) {
        return 0.5 + 0.1 * StrictMath.log(costs.of(candidate).macs() / 1e6);
    }

    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        return new Pretraining(pool.size(), 0, OptionalDouble.empty());
    }

    @Override
    public void fit(List<Observation> observations) {
        observed = observations.size();
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        assertThat(observed).isPositive();
        return candidates.stream().map(c -> new Prediction(truth(c), 0)).toList();
    }

    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        return new IndependentBeliefs(predict(candidates));
    }
}
