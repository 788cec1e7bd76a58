package io.narsil.lab.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.ScorePredictor;
import io.narsil.predictor.ScorePredictorContract;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import org.junit.jupiter.api.Test;

class EnsemblePredictorTest extends ScorePredictorContract {
    /** Of two members: what is promised does not depend on their number, and the usual four take twice as long. */
    @Override
    protected ScorePredictor predictor(StageCosts costs, Seeds seeds) {
        return new EnsemblePredictor(costs, 2, seeds);
    }

    /** The claim that the method rests on. */
    @Test
    void pretrainingHelpsWhereFewAreTrained() {
        ScorePredictor with = new EnsemblePredictor(costs, new Seeds(1));
        ScorePredictor without = new EnsemblePredictor(costs, new Seeds(1));
        ScorePredictor.Pretraining pretraining = with.pretrain(draw(1500, 0));
        assertThat(pretraining.explained().orElseThrow()).isBetween(0.5, 1.0);
        double gain = 0;
        for (int labels = 10; labels < 15; labels++) {
            with.fit(observe(draw(12, labels)));
            without.fit(observe(draw(12, labels)));
            gain += tau(with) - tau(without);
        }
        assertThat(gain / 5).isGreaterThan(0.02);
    }

    /** Of the architecture alone: pretraining knows nothing of recipes. */
    @Override
    protected double truth(Candidate candidate) {
        return 0.5 + 0.03 * StrictMath.log(costs.of(candidate).macs() / 1e6);
    }
}
