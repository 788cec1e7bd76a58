package io.narsil.predictor;

import io.narsil.gaussian.Posterior;
import java.util.List;

/** Beliefs of several processes about the same candidates, weighted; negligible ones may be missing. */
record Mixture(Warp warp, List<Part> parts) implements Beliefs {
    record Part(Posterior posterior, double weight) {}

    @Override
    public Prediction prediction(int i) {
        double mean = mean(i);
        double square = 0;
        for (Part part : parts) {
            double off = part.posterior().mean(i) - mean;
            double measured = part.posterior().measured(i);
            square += part.weight() * (measured * measured + off * off);
        }
        return warp.back(mean, Math.sqrt(square));
    }

    @Override
    public double optimistic(int i, double deviations) {
        double mean = mean(i);
        double square = 0;
        for (Part part : parts) {
            double off = part.posterior().mean(i) - mean;
            double deviation = part.posterior().deviation(i);
            square += part.weight() * (deviation * deviation + off * off);
        }
        return mean + deviations * Math.sqrt(square);
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
