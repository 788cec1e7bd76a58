package io.narsil.predictor;

import io.narsil.gaussian.GaussianProcess;
import io.narsil.gaussian.Points;
import io.narsil.gaussian.Posterior;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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
    private final SearchSpace space;
    private final Choices choices;
    private final Function<Candidate, float[]> free;
    private final boolean mixed;
    private Standard standard = Standard.NONE;
    private List<Candidate> described;
    private Points descriptions;
    private Fit fit;

    /** What was learned: processes and their weights, which add up to 1. */
    private record Fit(List<Observation> observations, Warp warp, List<GaussianProcess> processes, double[] weights) {}

    /**
     * Everything that a predictor learned, to be kept and restored.
     *
     * @param statisticMeans of the pool
     * @param statisticDeviations of the pool
     * @param hyperparameters of each process
     * @param weights of the processes
     */
    public record State(
            List<Observation> observations,
            float[] statisticMeans,
            float[] statisticDeviations,
            List<double[]> hyperparameters,
            double[] weights) {}

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
        this.space = space;
        this.choices = new Choices(space, withRecipe);
        this.free = free;
        this.mixed = mixed;
    }

    /** Learns how the statistics are spread; needed, or else there are none. */
    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        standard = Standard.of(pool.stream().map(free).toList());
        described = null;
        return new Pretraining(pool.size(), standard.mean().length, OptionalDouble.empty());
    }

    @Override
    public void fit(List<Observation> observations) {
        List<Points> seen = seen(observations);
        double[] targets = targets(observations);
        int[] parameterOf = choices.parameterOf();
        List<GaussianProcess.Tuned> tuned = seen.stream()
                .parallel()
                .map(x -> GaussianProcess.tune(parameterOf, x, targets))
                .toList();
        learn(
                observations,
                seen,
                tuned.stream().map(GaussianProcess.Tuned::logarithms).toList(),
                weights(tuned.stream()
                        .mapToDouble(GaussianProcess.Tuned::evidence)
                        .toArray()));
    }

    /** What was learned by {@link #fit}. */
    public State state() {
        return new State(
                fit.observations(),
                standard.mean(),
                standard.deviation(),
                fit.processes().stream().map(GaussianProcess::logarithms).toList(),
                fit.weights());
    }

    /**
     * Takes what another predictor of the same space learned; its predictions are then the same to the bit.
     *
     * @throws IllegalArgumentException where the state is of another space or another kind of predictor
     */
    public void restore(State state) {
        if (state.observations().stream().anyMatch(o -> !o.candidate().space().equals(space))) {
            throw new IllegalArgumentException("the candidates are of another space than " + space.name());
        }
        int statistics = state.statisticMeans().length;
        if (statistics > 0 && free.apply(state.observations().get(0).candidate()).length != statistics) {
            throw new IllegalArgumentException("the statistics are others: " + statistics);
        }
        standard = new Standard(state.statisticMeans(), state.statisticDeviations());
        described = null;
        List<Points> seen = seen(state.observations());
        if (seen.size() != state.hyperparameters().size() || seen.size() != state.weights().length) {
            throw new IllegalArgumentException("the predictor has " + seen.size() + " processes");
        }
        learn(state.observations(), seen, state.hyperparameters(), state.weights());
    }

    private void learn(List<Observation> observations, List<Points> seen, List<double[]> logarithms, double[] weights) {
        List<GaussianProcess> processes = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            processes.add(
                    new GaussianProcess(choices.parameterOf(), seen.get(i), targets(observations), logarithms.get(i)));
        }
        fit = new Fit(List.copyOf(observations), Warp.of(observations), processes, weights);
    }

    /** The observed candidates as each process sees them. */
    private List<Points> seen(List<Observation> observations) {
        Points all = describe(observations.stream().map(Observation::candidate).toList());
        boolean twice = mixed && all.statisticColumns() > 0;
        return twice ? List.of(all, all.withoutStatistics()) : List.of(all);
    }

    private static double[] targets(List<Observation> observations) {
        Warp warp = Warp.of(observations);
        return observations.stream().mapToDouble(o -> warp.apply(o.accuracy())).toArray();
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
