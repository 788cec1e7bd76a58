package io.narsil.predictor;

import io.narsil.gaussian.Posterior;
import java.util.List;

/** Beliefs of several processes about the same candidates, weighted. */
record Mixture(Warp warp, List<Posterior> posteriors, double[] weights) implements Beliefs {
    @Override
    public Prediction prediction(int i) {
        double mean = mean(i);
        double square = 0;
        for (int p = 0; p < weights.length; p++) {
            double off = posteriors.get(p).mean(i) - mean;
            double measured = posteriors.get(p).measured(i);
            square += weights[p] * (measured * measured + off * off);
        }
        return warp.back(mean, Math.sqrt(square));
    }

    @Override
    public double optimistic(int i, double deviations) {
        double mean = mean(i);
        double square = 0;
        for (int p = 0; p < weights.length; p++) {
            double off = posteriors.get(p).mean(i) - mean;
            double deviation = posteriors.get(p).deviation(i);
            square += weights[p] * (deviation * deviation + off * off);
        }
        return mean + deviations * Math.sqrt(square);
    }

    private double mean(int i) {
        double mean = 0;
        for (int p = 0; p < weights.length; p++) {
            mean += weights[p] * posteriors.get(p).mean(i);
        }
        return mean;
    }

    @Override
    public void assume(int i) {
        posteriors.forEach(p -> p.assume(i));
    }
}
