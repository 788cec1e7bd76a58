package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import io.narsil.space.StageCosts;
import org.junit.jupiter.api.Test;

class EnsemblePredictorTest extends AccuracyPredictorContract {
    @Override
    AccuracyPredictor predictor(StageCosts costs, Seeds seeds) {
        return new EnsemblePredictor(costs, seeds);
    }

    /** The claim that the method rests on. */
    @Test
    void pretrainingHelpsWhereFewAreTrained() {
        AccuracyPredictor with = predictor(costs, new Seeds(1));
        AccuracyPredictor without = predictor(costs, new Seeds(1));
        AccuracyPredictor.Pretraining pretraining = with.pretrain(draw(1500, 0));
        assertThat(pretraining.explained()).isBetween(0.5, 1.0);
        with.fit(observe(draw(12, 1)));
        without.fit(observe(draw(12, 1)));
        assertThat(tau(with)).isGreaterThan(tau(without));
    }
}
