package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;

/** What every predictor must do; a test of a predictor extends this. */
public abstract class ScorePredictorContract {
    /** How far from a constant that is all it has seen a predictor may stray: networks start at random. */
    private static final double CONSTANT = 0.05;

    protected final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));

    /** A fresh predictor. */
    protected abstract ScorePredictor predictor(StageCosts costs, Seeds seeds);

    /** Random candidates of a stream. */
    protected final List<Candidate> draw(int count, int stream) {
        var random = new Seeds(11).stream("draw", stream);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candidates.add(costs.space().random(random));
        }
        return candidates;
    }

    /** A made-up truth: capacity helps, and SGD does. */
    protected double truth(Candidate candidate) {
        boolean sgd = candidate.values().get("optimizer").equals("sgd");
        return 0.5 + 0.03 * StrictMath.log(costs.of(candidate).macs() / 1e6) + (sgd ? 0.03 : 0);
    }

    protected final List<Observation> observe(List<Candidate> candidates) {
        return candidates.stream().map(c -> new Observation(c, truth(c))).toList();
    }

    protected final double tau(ScorePredictor predictor) {
        List<Candidate> unseen = draw(300, 2);
        double[] predicted =
                predictor.predict(unseen).stream().mapToDouble(Prediction::mean).toArray();
        return new KendallsCorrelation()
                .correlation(predicted, unseen.stream().mapToDouble(this::truth).toArray());
    }

    @Test
    void itRanksCandidatesItHasNotSeen() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(1500, 0));
        predictor.fit(observe(draw(48, 1)));
        assertThat(tau(predictor)).isGreaterThan(0.6);
        List<Prediction> predictions = predictor.predict(draw(50, 3));
        assertThat(predictions).allMatch(p -> p.deviation() > 0 && Double.isFinite(p.deviation()));
    }

    @Test
    void theSameSeedPoolAndObservationsGiveTheSameBits() {
        List<List<Prediction>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            ScorePredictor predictor = predictor(costs, new Seeds(5));
            predictor.pretrain(draw(300, 0));
            if (run == 0) {
                // What was fitted before leaves no trace.
                predictor.fit(observe(draw(7, 4)));
            }
            predictor.fit(observe(draw(12, 1)));
            runs.add(predictor.predict(draw(100, 2)));
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @Test
    void constantAccuraciesArePredictedAsThatConstant() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(draw(8, 1).stream().map(c -> new Observation(c, 0.75)).toList());
        assertThat(predictor.predict(draw(20, 2))).allMatch(p -> Math.abs(p.mean() - 0.75) < CONSTANT);
    }

    @Test
    void meansAreThoseOfThePredictions() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(observe(draw(12, 1)));
        List<Candidate> unseen = draw(70, 2);
        List<Prediction> predictions = predictor.predict(unseen);
        double[] means = predictor.means(unseen);
        for (int i = 0; i < means.length; i++) {
            assertThat(means[i]).isCloseTo(predictions.get(i).mean(), within(1e-12));
        }
    }

    @Test
    void noUpperConfidenceBoundRisesWithAFantasy() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(observe(draw(12, 1)));
        List<Candidate> unseen = draw(70, 2);
        Beliefs beliefs = predictor.beliefs(unseen);
        double[] before = new double[70];
        for (int i = 0; i < 70; i++) {
            before[i] = beliefs.upperConfidenceBound(i, 2);
            assertThat(beliefs.prediction(i).deviation()).isNotNegative();
        }
        beliefs.fantasize(5);
        beliefs.fantasize(6);
        for (int i = 0; i < 70; i++) {
            assertThat(beliefs.upperConfidenceBound(i, 2)).isLessThanOrEqualTo(before[i]);
        }
    }

    @Test
    void boundsAreTheSameTogetherAndNoLimitIsBelowOne() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(observe(draw(100, 1)));
        Beliefs beliefs = predictor.beliefs(draw(70, 2));
        double[] limits = new double[70];
        for (int i = 0; i < 70; i++) {
            limits[i] = beliefs.limit(i, 2);
        }
        double[] together = beliefs.upperConfidenceBounds(new int[] {69, 3, 4}, 2);
        assertThat(together)
                .containsExactly(
                        beliefs.upperConfidenceBound(69, 2),
                        beliefs.upperConfidenceBound(3, 2),
                        beliefs.upperConfidenceBound(4, 2));
        for (int i = 0; i < 70; i++) {
            assertThat(limits[i]).isGreaterThanOrEqualTo(beliefs.upperConfidenceBound(i, 2));
        }
    }

    /** A bound orders candidates like their predictions where nothing is added to the mean. */
    @Test
    void withoutDeviationsTheBoundRanksLikeTheMean() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(observe(draw(24, 1)));
        List<Candidate> unseen = draw(70, 2);
        Beliefs beliefs = predictor.beliefs(unseen);
        double[] means = predictor.means(unseen);
        double[] bounds = IntStream.range(0, 70)
                .mapToDouble(i -> beliefs.upperConfidenceBound(i, 0))
                .toArray();
        assertThat(new KendallsCorrelation().correlation(means, bounds)).isGreaterThan(0.999);
    }

    @Test
    void severalThreadsMayAskAtOnce() {
        ScorePredictor predictor = predictor(costs, new Seeds(1));
        predictor.pretrain(draw(200, 0));
        predictor.fit(observe(draw(12, 1)));
        List<List<Candidate>> lists =
                IntStream.range(0, 4000).mapToObj(i -> draw(1 + i % 3, 20 + i)).toList();
        List<List<Prediction>> alone = lists.stream().map(predictor::predict).toList();
        assertThat(lists.parallelStream().map(predictor::predict).toList()).isEqualTo(alone);
    }
}
