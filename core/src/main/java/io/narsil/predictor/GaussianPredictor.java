package io.narsil.predictor;

import io.narsil.gaussian.GaussianProcess;
import io.narsil.gaussian.Points;
import io.narsil.gaussian.Posterior;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two Gaussian processes, averaged: one sees a candidate's choices and its free statistics, the other its choices alone.
 *
 * <p>Each weighs as much as its evidence, so that statistics lead where they tell something and do no harm where they do
 * not. This leaves the paper (section 3), which fine-tunes a pretrained network: on published tables the processes rank
 * better from few labels, are calibrated and cost less (docs/predictor.md). {@link EnsemblePredictor} is the paper's.
 */
public final class GaussianPredictor implements AccuracyPredictor {
    private final Choices choices;
    private final Function<Candidate, float[]> free;
    private final boolean mixed;
    private Standard standard = Standard.NONE;
    private List<Candidate> described;
    private Points descriptions;
    private Fit fit;

    /** What was learned: processes and their weights, which add up to 1. */
    private record Fit(Warp warp, List<GaussianProcess> processes, double[] weights) {}

    /** The usual predictor of a space of networks. */
    public GaussianPredictor(StageCosts costs) {
        this(costs.space(), new FreeStatistics(costs)::of, true, true);
    }

    /**
     * A predictor with free statistics of another kind.
     *
     * @param free the statistics of a candidate, always as many; none for a predictor that knows choices only
     * @param withRecipe whether recipe parameters are seen
     * @param mixed whether there is a second process that sees no statistics
     */
    public GaussianPredictor(SearchSpace space, Function<Candidate, float[]> free, boolean withRecipe, boolean mixed) {
        this.choices = new Choices(space, withRecipe);
        this.free = free;
        this.mixed = mixed;
    }

    /** Learns how the statistics are spread; needed, or else there are none. */
    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        standard = Standard.of(pool.stream().map(free).toList());
        described = null;
        return new Pretraining(pool.size(), standard.mean().length, standard.mean().length > 0 ? 1 : 0);
    }

    @Override
    public void fit(List<Observation> observations) {
        Warp warp = Warp.of(observations);
        Points all = describe(observations.stream().map(Observation::candidate).toList());
        double[] targets =
                observations.stream().mapToDouble(o -> warp.apply(o.accuracy())).toArray();
        List<Points> seen = new ArrayList<>(List.of(all));
        if (mixed && all.statisticColumns() > 0) {
            seen.add(all.withoutStatistics());
        }
        int[] parameterOf = choices.parameterOf();
        List<GaussianProcess.Tuned> tuned = seen.stream()
                .parallel()
                .map(x -> GaussianProcess.tune(parameterOf, x, targets))
                .toList();
        List<GaussianProcess> processes = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            processes.add(new GaussianProcess(
                    parameterOf, seen.get(i), targets, tuned.get(i).logarithms()));
        }
        fit = new Fit(
                warp,
                processes,
                weights(tuned.stream()
                        .mapToDouble(GaussianProcess.Tuned::evidence)
                        .toArray()));
    }

    private static double[] weights(double[] evidences) {
        double best = DoubleStream.of(evidences).max().orElseThrow();
        double sum =
                DoubleStream.of(evidences).map(e -> StrictMath.exp(e - best)).sum();
        return DoubleStream.of(evidences)
                .map(e -> StrictMath.exp(e - best) / sum)
                .toArray();
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        Beliefs beliefs = beliefs(candidates);
        return IntStream.range(0, candidates.size())
                .mapToObj(beliefs::prediction)
                .toList();
    }

    @Override
    public double[] means(List<Candidate> candidates) {
        Points points = describe(candidates);
        double[] mean = new double[candidates.size()];
        for (int p = 0; p < fit.weights().length; p++) {
            double[] one = fit.processes().get(p).means(points);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += fit.weights()[p] * one[i];
            }
        }
        return DoubleStream.of(mean).map(fit.warp()::back).toArray();
    }

    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        Points points = points(candidates);
        List<Posterior> posteriors =
                fit.processes().stream().map(p -> p.posterior(points)).toList();
        return new Mixture(fit.warp(), posteriors, fit.weights());
    }

    /** The points of candidates; those of a list that was asked for before, such as a pool, are remembered. */
    private Points points(List<Candidate> candidates) {
        if (described != candidates) {
            descriptions = describe(candidates);
            described = candidates;
        }
        return descriptions;
    }

    private Points describe(List<Candidate> candidates) {
        return Points.of(
                candidates.stream().parallel().map(choices::of).toList(),
                candidates.stream().parallel().map(this::statistics).toList());
    }

    private double[] statistics(Candidate candidate) {
        if (standard.mean().length == 0) {
            return new double[0];
        }
        float[] row = standard.apply(free.apply(candidate));
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }
}
