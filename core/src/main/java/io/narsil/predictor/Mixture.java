package io.narsil.predictor;

import io.narsil.gaussian.Posterior;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Beliefs of several processes about the same candidates, weighted; negligible ones may be missing. */
record Mixture(Warp warp, List<Part> parts) implements Beliefs {
    record Part(Posterior posterior, double weight) {}

    @Override
    public Prediction prediction(int i) {
        return warp.back(mean(i), deviation(i, part -> part.posterior().measured(i)));
    }

    @Override
    public double optimistic(int i, double deviations) {
        return mean(i) + deviations * deviation(i, part -> part.posterior().deviation(i));
    }

    /** Of a mixture: what the parts' own deviations and their disagreement give together. */
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
    public void assume(int i) {
        parts.forEach(p -> p.posterior().assume(i));
    }
}
