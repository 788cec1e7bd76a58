package io.narsil.study.finished;

import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a parameter explains by itself: the share of the variance of predicted scores that lies between its values, over
 * random candidates of the space (first-order Sobol index, biased up a little by the sample).
 *
 * @param recipe flag, set where it is one of the recipe, not of the architecture
 * @param share part of the variance, 0..1
 */
public record Importance(String parameter, boolean recipe, double share) {
    private static final int SAMPLE = 4_000;

    /** How much each parameter of a space matters, in the order of the space. */
    static List<Importance> of(SearchSpace space, ScorePredictor predictor) {
        RandomGenerator random = new Seeds(0).stream("importance", 0);
        List<Candidate> sample =
                Stream.generate(() -> space.random(random)).limit(SAMPLE).toList();
        double[] predicted =
                predictor.predict(sample).stream().mapToDouble(Prediction::mean).toArray();
        double mean = Arrays.stream(predicted).average().orElseThrow();
        double total =
                Arrays.stream(predicted).map(p -> (p - mean) * (p - mean)).sum();
        List<Importance> all = new ArrayList<>();
        for (int p = 0; p < space.parameters().size(); p++) {
            Parameter parameter = space.parameters().get(p);
            double[] sums = new double[parameter.size()];
            int[] counts = new int[parameter.size()];
            for (int i = 0; i < predicted.length; i++) {
                sums[sample.get(i).gene(p)] += predicted[i] - mean;
                counts[sample.get(i).gene(p)]++;
            }
            double between = 0;
            for (int v = 0; v < sums.length; v++) {
                between += counts[v] == 0 ? 0 : sums[v] * sums[v] / counts[v];
            }
            all.add(new Importance(
                    parameter.name(), parameter.group() == Parameter.Group.RECIPE, total == 0 ? 0 : between / total));
        }
        return all;
    }
}
