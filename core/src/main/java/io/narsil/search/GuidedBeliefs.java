package io.narsil.search;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.Arrays;
import java.util.List;

/**
 * A predictor's beliefs, guided by those of the user in the manner of piBO (Hvarfner et al. 2022): what candidates far from them
 * could be for all that is known counts for less, and by each observation for more again. While there are fewer observations than
 * parameters, it even counts against them: of twenty thousand candidates that a predictor takes for equally good, since it has seen
 * six, those that look best by a hair are far from all six.
 */
final class GuidedBeliefs implements Beliefs {
    /** The number of observations at which a distance counts as it is; piBO's beta. */
    private static final double LASTING = 10;
    /** The standard deviations below its mean that a candidate is judged at, at the lowest, where there are few observations. */
    private static final double DOUBTED = 1;

    private final Beliefs beliefs;
    private final double[] distances;
    private final double weight;
    private final double lowest;
    /** Standard deviations of candidates that are judged below their means; no numbers where nobody asked yet. */
    private final double[] doubted;

    private GuidedBeliefs(Beliefs beliefs, double[] distances, double weight, boolean few) {
        this.beliefs = beliefs;
        this.distances = distances;
        this.weight = weight;
        this.lowest = few ? -DOUBTED : 0;
        this.doubted = new double[distances.length];
        Arrays.fill(doubted, Double.NaN);
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
        boolean few =
                !candidates.isEmpty() && observations < varied(candidates.get(0).space());
        return new GuidedBeliefs(beliefs, priors.distances(candidates), LASTING / Math.max(1, observations), few);
    }

    /** The number of parameters that have a choice. Of fewer trainings nobody can tell which of them did it. */
    private static long varied(SearchSpace space) {
        return space.parameters().stream().filter(p -> p.size() > 1).count();
    }

    @Override
    public Prediction prediction(int i) {
        return beliefs.prediction(i);
    }

    /** Each unit of distance takes a standard deviation, until one below the mean is left. So what was measured outweighs any belief. */
    @Override
    public double upperConfidenceBound(int i, double deviations) {
        double left = left(i, deviations);
        if (left >= 0) {
            return beliefs.upperConfidenceBound(i, left);
        }
        double mean = beliefs.upperConfidenceBound(i, 0);
        if (Double.isNaN(doubted[i])) {
            // Kept, since a fantasy makes it smaller, and would raise a bound that is below the mean.
            doubted[i] = beliefs.upperConfidenceBound(i, 1) - mean;
        }
        return mean + left * doubted[i];
    }

    @Override
    public double[] upperConfidenceBounds(int[] candidates, double deviations) {
        // Computed together, they are there when they are asked for one by one.
        beliefs.upperConfidenceBounds(candidates, deviations);
        return Beliefs.super.upperConfidenceBounds(candidates, deviations);
    }

    @Override
    public double limit(int i, double deviations) {
        return beliefs.limit(i, Math.max(0, left(i, deviations)));
    }

    private double left(int i, double deviations) {
        return Math.max(lowest, deviations - weight * distances[i]);
    }

    @Override
    public void fantasize(int i) {
        beliefs.fantasize(i);
    }
}
