package io.narsil.search;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.List;

/**
 * A predictor's beliefs, guided by those of the user in the manner of piBO (Hvarfner et al. 2022): what candidates far from them
 * could be for all that is known counts for less, and by each observation for more again.
 */
final class GuidedBeliefs implements Beliefs {
    /** The number of observations at which a distance counts as it is; piBO's beta. */
    private static final double LASTING = 10;

    private final Beliefs beliefs;
    private final double[] distances;
    private final double weight;

    private GuidedBeliefs(Beliefs beliefs, double[] distances, double weight) {
        this.beliefs = beliefs;
        this.distances = distances;
        this.weight = weight;
    }

    /**
     * The beliefs about candidates, guided where the user believes anything.
     *
     * @param observations number of candidates that the predictor has learned from
     */
    static Beliefs of(Beliefs beliefs, List<Candidate> candidates, Priors priors, int observations) {
        if (!priors.any()) {
            return beliefs;
        }
        return new GuidedBeliefs(beliefs, priors.distances(candidates), LASTING / Math.max(1, observations));
    }

    @Override
    public Prediction prediction(int i) {
        return beliefs.prediction(i);
    }

    /**
     * Each unit of distance takes a standard deviation, but no more than there are: the mean always counts whole. So what
     * was measured outweighs any belief, and a fantasy still never raises the bound.
     */
    @Override
    public double upperConfidenceBound(int i, double deviations) {
        return beliefs.upperConfidenceBound(i, left(i, deviations));
    }

    @Override
    public double[] upperConfidenceBounds(int[] candidates, double deviations) {
        // Computed together, they are there when they are asked for one by one.
        beliefs.upperConfidenceBounds(candidates, deviations);
        return Beliefs.super.upperConfidenceBounds(candidates, deviations);
    }

    @Override
    public double limit(int i, double deviations) {
        return beliefs.limit(i, left(i, deviations));
    }

    private double left(int i, double deviations) {
        return Math.max(0, deviations - weight * distances[i]);
    }

    @Override
    public void fantasize(int i) {
        beliefs.fantasize(i);
    }
}
