package io.narsil.search;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A predictor's beliefs, guided by those of the user in the manner of piBO (Hvarfner et al. 2022): what candidates far from them
 * could be for all that is known counts for less, and by each observation for more again. While fewer were tried than there are
 * parameters, it even counts against them: of twenty thousand candidates that a predictor takes for equally good, since it has seen
 * six, those that look best by a hair are far from all six.
 */
final class GuidedBeliefs implements Beliefs {
    /** The number of candidates tried at which a distance counts as it is; piBO's beta. */
    private static final double LASTING = 10;
    /** Where few were tried, no candidate is judged at more standard deviations below its mean. */
    private static final double DOUBTED = 1;

    private final Beliefs beliefs;
    private final double[] distances;
    private final double weight;
    private final double lowest;
    /**
     * Standard deviations before any fantasy, where few were tried: a fantasy makes those of similar candidates smaller, and would
     * take away what is doubted of them.
     */
    private final double[] doubted;

    private GuidedBeliefs(Beliefs beliefs, double[] distances, double weight, boolean few) {
        this.beliefs = beliefs;
        this.distances = distances;
        this.weight = weight;
        this.lowest = few ? -DOUBTED : 0;
        this.doubted = few ? deviations(beliefs, distances.length) : new double[0];
    }

    private static double[] deviations(Beliefs beliefs, int count) {
        int[] all = IntStream.range(0, count).toArray();
        double[] means = beliefs.upperConfidenceBounds(all, 0);
        double[] above = beliefs.upperConfidenceBounds(all, 1);
        return IntStream.of(all).mapToDouble(i -> above[i] - means[i]).toArray();
    }

    /**
     * The beliefs about candidates, guided where the user believes anything.
     *
     * @param tried number of candidates that were tried
     */
    static Beliefs of(Beliefs beliefs, List<Candidate> candidates, Priors priors, int tried) {
        if (!priors.any()) {
            return beliefs;
        }
        boolean few = !candidates.isEmpty() && FewTried.in(candidates.get(0).space(), tried);
        return new GuidedBeliefs(beliefs, priors.distances(candidates), LASTING / Math.max(1, tried), few);
    }

    @Override
    public Prediction prediction(int i) {
        return beliefs.prediction(i);
    }

    /**
     * Each unit of distance takes a standard deviation, until one below the mean is left. So whoever was measured to be clearly
     * better is taken, whatever is believed.
     */
    @Override
    public double upperConfidenceBound(int i, double deviations) {
        double left = left(i, deviations);
        return left >= 0
                ? beliefs.upperConfidenceBound(i, left)
                : beliefs.upperConfidenceBound(i, 0) + left * doubted[i];
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
