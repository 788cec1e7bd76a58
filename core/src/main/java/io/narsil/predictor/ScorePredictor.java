package io.narsil.predictor;

import io.narsil.space.Candidate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Learns to predict scores, first from statistics that need no training, then from trained candidates.
 *
 * <p>All results depend only on the seed, the pool and the observations, including the order of these.
 */
public interface ScorePredictor {
    /**
     * The result of pretraining.
     *
     * @param candidates number in the pool
     * @param statistics number of each candidate
     * @param explained share of the statistics' variance that is explained on candidates held out, 0..1; nothing for
     *     a predictor that sees the statistics themselves
     */
    record Pretraining(int candidates, int statistics, OptionalDouble explained) {}

    /** Learns from statistics that need no training. Called once, before {@link #fit}. */
    Pretraining pretrain(List<Candidate> pool);

    /** Learns scores anew from all observations so far, starting from what pretraining left. */
    void fit(List<Observation> observations);

    /** Predictions in the order of the candidates, after {@link #fit}; any number of threads may ask at once. */
    List<Prediction> predict(List<Candidate> candidates);

    /** The means of {@link #predict} alone, which may be cheaper. */
    default double[] means(List<Candidate> candidates) {
        return predict(candidates).stream().mapToDouble(Prediction::mean).toArray();
    }

    /** Beliefs about candidates, to choose a batch of them; after {@link #fit}. The list must not change afterwards. */
    Beliefs beliefs(List<Candidate> candidates);
}
