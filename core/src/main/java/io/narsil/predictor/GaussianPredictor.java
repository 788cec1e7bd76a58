package io.narsil.predictor;

import io.narsil.gaussian.Blocks;
import io.narsil.gaussian.GaussianProcess;
import io.narsil.gaussian.Points;
import io.narsil.gaussian.Targets;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/**
 * The mean of two Gaussian processes: one sees a candidate's choices and its free statistics, the other its choices
 * alone.
 *
 * <p>Each is weighted by its marginal likelihood, so that statistics count where they help and do no harm where they do
 * not. This departs from the paper (section 3), which fine-tunes a pretrained network: on published tables the
 * processes rank better from few labels, are calibrated and cost less (docs/predictor.md).
 */
public final class GaussianPredictor implements ScorePredictor {
    /** A weight too small to change a prediction noticeably. */
    private static final double NOTHING = 1e-6;
    /** Up to this number of observations, hyperparameters are tuned anew after each new one. */
    private static final int TUNED_ANEW = 256;
    /** Candidates of the largest pool whose points are kept. */
    private static final int MOST_KEPT = 100_000;

    private final SearchSpace space;
    private final Choices choices;
    private final Function<Candidate, float[]> free;
    private final boolean mixed;
    private Standard standard = Standard.NONE;
    private Described last;
    private Tuning tuning;
    private Fit fit;

    /** Candidates with their points, in one object, so that no thread sees one without the other. */
    private record Described(List<Candidate> candidates, Points points) {}

    /**
     * The hyperparameters tuned on some observations. They depend on these observations alone, so they are kept for the
     * next fit.
     */
    private record Tuning(List<Observation> observations, List<GaussianProcess.Tuned> processes) {}

    /** A process with its weight in the mean. */
    record Member(GaussianProcess process, double weight) {}

    /** What was learned; {@code members} are the processes with a weight that matters. */
    private record Fit(State state, Warp warp, List<Member> members) {}

    /**
     * Everything that a predictor has learned, to be saved and restored.
     *
     * @param statisticMeans means of the statistics over the pool
     * @param statisticDeviations standard deviations of the statistics over the pool
     * @param hyperparameters logarithms of the hyperparameters of each process
     * @param weights shares of the processes, 1 in all
     */
    public record State(
            List<Observation> observations,
            float[] statisticMeans,
            float[] statisticDeviations,
            List<double[]> hyperparameters,
            double[] weights) {}

    /** The usual predictor of a space of networks. */
    public GaussianPredictor(Problem problem) {
        this(problem.space(), new FreeStatistics(problem.costs())::of, true, true);
    }

    /**
     * A predictor with free statistics of another kind.
     *
     * @param free statistics of a candidate that need no training, always as many; none for a predictor that knows
     *     choices only
     * @param withRecipe choice to see recipe parameters too
     * @param mixed choice of a second process that sees no statistics
     */
    public GaussianPredictor(SearchSpace space, Function<Candidate, float[]> free, boolean withRecipe, boolean mixed) {
        this.space = space;
        this.choices = new Choices(space, withRecipe);
        this.free = free;
        this.mixed = mixed;
    }

    /**
     * Learns means and standard deviations of the statistics over the pool. Without this call no statistics are used.
     */
    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        List<float[]> statistics = pool.parallelStream().map(free).toList();
        standard = Standard.of(statistics);
        tuning = null;
        // A larger pool is never asked about as a whole, since its points need not fit into memory.
        last = pool.size() > MOST_KEPT ? null : new Described(List.copyOf(pool), describe(pool, statistics::get));
        return new Pretraining(pool.size(), standard.mean().length, OptionalDouble.empty());
    }

    @Override
    public void fit(List<Observation> observations) {
        List<Points> seen = seen(observations);
        List<Observation> first = observations.subList(0, tunedOn(observations.size()));
        if (tuning == null || !tuning.observations().equals(first)) {
            tuning = tune(first, first.size() == observations.size() ? seen : seen(first));
        }
        List<GaussianProcess.Tuned> tuned = tuning.processes();
        State state = new State(
                List.copyOf(observations),
                standard.mean(),
                standard.deviation(),
                tuned.stream().map(GaussianProcess.Tuned::logarithms).toList(),
                weights(tuned.stream()
                        .mapToDouble(GaussianProcess.Tuned::likelihood)
                        .toArray()));
        learn(state, seen);
    }

    private Tuning tune(List<Observation> observations, List<Points> seen) {
        Targets targets = targets(observations);
        int[] parameterOf = choices.parameterOf();
        return new Tuning(
                List.copyOf(observations),
                seen.stream()
                        .parallel()
                        .map(x -> GaussianProcess.tune(parameterOf, x, targets))
                        .toList());
    }

    /**
     * The number of observations, from the first on, that hyperparameters are tuned on. It is all of them up to a few
     * hundred. Beyond that it grows by half at a time, so that a long search tunes a few times and not in every round.
     */
    static int tunedOn(int observations) {
        int tuned = TUNED_ANEW;
        while (tuned + tuned / 2 <= observations) {
            tuned += tuned / 2;
        }
        return Math.min(tuned, observations);
    }

    /** What was learned by {@link #fit}. */
    public State state() {
        return fit.state();
    }

    /**
     * Takes over what another predictor of the same space has learned; predictions are then the same to the bit.
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
        last = null;
        tuning = null;
        List<Points> seen = seen(state.observations());
        if (seen.size() != state.hyperparameters().size() || seen.size() != state.weights().length) {
            throw new IllegalArgumentException("the predictor has " + seen.size() + " processes");
        }
        learn(state, seen);
    }

    private void learn(State state, List<Points> seen) {
        Targets targets = targets(state.observations());
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (state.weights()[i] > NOTHING) {
                members.add(new Member(
                        new GaussianProcess(
                                choices.parameterOf(),
                                seen.get(i),
                                targets,
                                state.hyperparameters().get(i)),
                        state.weights()[i]));
            }
        }
        fit = new Fit(state, Warp.of(state.observations()), members);
    }

    /** The observed candidates as each process sees them. */
    private List<Points> seen(List<Observation> observations) {
        Points all = describe(observations.stream().map(Observation::candidate).toList());
        boolean twice = mixed && all.statisticColumns() > 0;
        return twice ? List.of(all, all.withoutStatistics()) : List.of(all);
    }

    private static Targets targets(List<Observation> observations) {
        Warp warp = Warp.of(observations);
        return new Targets(
                observations.stream().mapToDouble(o -> warp.apply(o.score())).toArray(),
                observations.stream()
                        .mapToDouble(warp::deviation)
                        .map(d -> d * d)
                        .toArray());
    }

    private static double[] weights(double[] likelihoods) {
        double best = DoubleStream.of(likelihoods).max().orElseThrow();
        double sum =
                DoubleStream.of(likelihoods).map(e -> StrictMath.exp(e - best)).sum();
        return DoubleStream.of(likelihoods)
                .map(e -> StrictMath.exp(e - best) / sum)
                .toArray();
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        return beliefs(describe(candidates)).predictions(candidates.size());
    }

    @Override
    public double[] means(List<Candidate> candidates) {
        Points points = describe(candidates);
        double[] mean = new double[candidates.size()];
        for (Member member : fit.members()) {
            double[] one = member.process().means(points);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += member.weight() * one[i];
            }
        }
        return DoubleStream.of(mean).map(fit.warp()::back).toArray();
    }

    /** Remembers the points of the last list of candidates, since a search asks for the same pool in every round. */
    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        Described known = last;
        if (known == null || !known.candidates().equals(candidates)) {
            known = new Described(List.copyOf(candidates), describe(candidates));
            last = known;
        }
        return beliefs(known.points());
    }

    private Mixture beliefs(Points points) {
        return new Mixture(
                fit.warp(),
                fit.members().stream()
                        .map(m -> new Mixture.Part(m.process().posterior(points), m.weight()))
                        .toList());
    }

    private Points describe(List<Candidate> candidates) {
        return describe(candidates, i -> free.apply(candidates.get(i)));
    }

    private Points describe(List<Candidate> candidates, IntFunction<float[]> statisticsOf) {
        int count = candidates.size();
        int width = choices.width();
        int known = standard.mean().length;
        double[] chosen = new double[count * width];
        double[] statistics = new double[count * known];
        Blocks.each(count, (from, to) -> {
            for (int i = from; i < to; i++) {
                choices.write(candidates.get(i), chosen, i * width);
                if (known > 0) {
                    standard.write(statisticsOf.apply(i), statistics, i * known);
                }
            }
        });
        return new Points(count, chosen, statistics);
    }
}
