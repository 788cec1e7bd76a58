package io.narsil.predictor;

import io.narsil.gaussian.Posterior;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The weighted beliefs of several processes about the same candidates. Processes of negligible weight may be missing.
 */
record Mixture(Warp warp, List<Part> parts) implements Beliefs {
    record Part(Posterior posterior, double weight) {}

    @Override
    public Prediction prediction(int i) {
        return warp.back(mean(i), deviation(i, part -> part.posterior().measured(i)));
    }

    @Override
    public double upperConfidenceBound(int i, double deviations) {
        return mean(i) + deviations * deviation(i, part -> part.posterior().deviation(i));
    }

    @Override
    public double[] upperConfidenceBounds(int[] candidates, double deviations) {
        parts.forEach(p -> p.posterior().refine(candidates));
        return Beliefs.super.upperConfidenceBounds(candidates, deviations);
    }

    /**
     * Every step from a part's standard deviation to the bound is monotone, so upper limits of the former give one of
     * the latter.
     */
    @Override
    public double limit(int i, double deviations) {
        return mean(i) + deviations * deviation(i, part -> part.posterior().deviationLimit(i));
    }

    /** All predictions, in the order of the candidates. */
    List<Prediction> predictions(int count) {
        int[] all = IntStream.range(0, count).toArray();
        parts.forEach(p -> p.posterior().refine(all));
        return IntStream.of(all).mapToObj(this::prediction).toList();
    }

    /** The standard deviation of the mixture: it grows with those of its parts and with their disagreement. */
    private double deviation(int i, ToDoubleFunction<Part> own) {
        double mean = mean(i);
        double square = 0;
        for (Part part : parts) {
            double off = part.posterior().mean(i) - mean;
            double deviation = own.applyAsDouble(part);
            square += part.weight() * (deviation * deviation + off * off);
        }
        return Math.sqrt(square);
    }

    private double mean(int i) {
        double mean = 0;
        for (Part part : parts) {
            mean += part.weight() * part.posterior().mean(i);
        }
        return mean;
    }

    @Override
    public void fantasize(int i) {
        parts.forEach(p -> p.posterior().fantasize(i));
    }
}
