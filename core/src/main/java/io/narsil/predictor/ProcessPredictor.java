package io.narsil.predictor;

import io.narsil.gaussian.GaussianProcess;
import io.narsil.gaussian.Points;
import io.narsil.gaussian.Posterior;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Gaussian process over choices and free statistics. */
public final class ProcessPredictor implements AccuracyPredictor {
    private final Choices choices;
    private final Function<Candidate, float[]> free;
    private Standard standard;
    private GaussianProcess process;
    private Warp warp;

    public ProcessPredictor(SearchSpace space, Function<Candidate, float[]> free, boolean withRecipe) {
        this.choices = new Choices(space, withRecipe);
        this.free = free;
    }

    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        standard = Standard.of(pool.stream().map(free).toList());
        return new Pretraining(pool.size(), standard.mean().length, 1);
    }

    private Points points(List<Candidate> candidates) {
        return Points.of(
                candidates.stream().parallel().map(choices::of).toList(),
                candidates.stream().parallel().map(this::statistics).toList());
    }

    private double[] statistics(Candidate candidate) {
        if (standard == null) {
            return new double[0];
        }
        float[] row = standard.apply(free.apply(candidate));
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }

    @Override
    public void fit(List<Observation> observations) {
        warp = Warp.of(observations);
        process = GaussianProcess.fit(
                choices.parameterOf(),
                points(observations.stream().map(Observation::candidate).toList()),
                observations.stream().mapToDouble(o -> warp.apply(o.accuracy())).toArray());
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        Posterior posterior = process.posterior(points(candidates));
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> warp.back(posterior.mean(i), posterior.measured(i)))
                .toList();
    }

    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        Posterior posterior = process.posterior(points(candidates));
        Warp scale = warp;
        return new Beliefs() {
            @Override
            public Prediction prediction(int i) {
                return scale.back(posterior.mean(i), posterior.measured(i));
            }

            @Override
            public double optimistic(int i, double deviations) {
                return posterior.mean(i) + deviations * posterior.deviation(i);
            }

            @Override
            public void assume(int i) {
                posterior.assume(i);
            }
        };
    }
}
