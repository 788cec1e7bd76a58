package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianPredictorTest extends ScorePredictorContract {
    @Override
    protected ScorePredictor predictor(StageCosts costs, Seeds seeds) {
        return new GaussianPredictor(Problem.of(costs.space(), costs.images()));
    }

    @Test
    void statisticsHelpWhereFewAreTrained() {
        GaussianPredictor with = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        GaussianPredictor without = new GaussianPredictor(costs.space(), c -> new float[0], true, true);
        with.pretrain(draw(1500, 0));
        without.pretrain(draw(10, 0));
        double gain = 0;
        for (int stream = 10; stream < 15; stream++) {
            with.fit(observe(draw(12, stream)));
            without.fit(observe(draw(12, stream)));
            gain += tau(with) - tau(without);
        }
        assertThat(gain / 5)
                .as("mean gain of Kendall's tau over streams 10 to 14")
                .isGreaterThan(0.05);
    }

    @Test
    void aRestoredPredictorPredictsTheSameBits() {
        GaussianPredictor predictor = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        predictor.pretrain(draw(300, 0));
        predictor.fit(observe(draw(24, 1)));
        GaussianPredictor restored = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        restored.restore(predictor.state());
        List<Candidate> unseen = draw(100, 2);
        assertThat(restored.predict(unseen)).isEqualTo(predictor.predict(unseen));
    }

    @Test
    void aStateOfAnotherSpaceIsRefused() {
        GaussianPredictor predictor = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        predictor.pretrain(draw(300, 0));
        predictor.fit(observe(draw(12, 1)));
        StageCosts others = new StageCosts(SpaceFile.shipped("fbnetv3"), new InputSpec(3, 224, 10));
        assertThatThrownBy(() ->
                        new GaussianPredictor(Problem.of(others.space(), others.images())).restore(predictor.state()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Higher than all that was observed, with a deviation that shrinks towards the ceiling. */
    @Test
    void predictionsAreOfTheScaleOfTheObservations() {
        GaussianPredictor predictor = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        predictor.pretrain(draw(300, 0));
        List<Observation> observed = observe(draw(24, 1));
        predictor.fit(observed);
        double best = observed.stream().mapToDouble(Observation::score).max().orElseThrow();
        assertThat(predictor.predict(draw(200, 2))).allMatch(p -> p.mean() > 0.2 && p.mean() < best + 0.1);
    }

    @Test
    void aFewHundredAreAllTunedOnAndOfMoreTheSameForAWhile() {
        assertThat(GaussianPredictor.tunedOn(7)).isEqualTo(7);
        assertThat(GaussianPredictor.tunedOn(256)).isEqualTo(256);
        assertThat(GaussianPredictor.tunedOn(383)).isEqualTo(256);
        assertThat(GaussianPredictor.tunedOn(384)).isEqualTo(384);
        assertThat(GaussianPredictor.tunedOn(2000)).isEqualTo(1944);
    }

    /** What an earlier fit tuned is taken over only where a fresh predictor would find the same. */
    @Test
    void aLongSearchEndsLikeOneFitOfAllThatItSaw() {
        List<Observation> all = observe(draw(300, 1));
        GaussianPredictor stepwise = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        stepwise.pretrain(draw(300, 0));
        for (int n : new int[] {20, 256, 270, 300}) {
            stepwise.fit(all.subList(0, n));
        }
        GaussianPredictor once = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        once.pretrain(draw(300, 0));
        once.fit(all);
        List<Candidate> unseen = draw(50, 2);
        assertThat(stepwise.predict(unseen)).isEqualTo(once.predict(unseen));
        once.fit(all.subList(0, 256));
        List<Observation> others = new ArrayList<>(observe(draw(256, 5)));
        others.addAll(all.subList(256, 300));
        once.fit(others);
        stepwise.fit(all);
        assertThat(stepwise.predict(unseen)).isNotEqualTo(once.predict(unseen));
    }
}
