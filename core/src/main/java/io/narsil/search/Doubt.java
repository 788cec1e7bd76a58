package io.narsil.search;

import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a recipe's lead in short trainings is doubted, where candidates are trained for a part of the epochs that finalists
 * are. What looks good early, such as frozen stages, no average of weights or a rate that is too high, need not be so in the
 * end, while beliefs may follow the length of the training (docs/search.md, "Recipes of finalists"). Architectures keep their
 * order better, and are not doubted.
 */
final class Doubt {
    /** The share of the spread of scores that a unit of distance must be worth, where candidates are hardly trained. */
    private static final double SHARE = 0.1;

    private Doubt() {}

    /**
     * The score that a recipe must be ahead by for each unit of its distance from what is believed; 0 where candidates are trained
     * to the end.
     *
     * @param trained candidates that were trained
     */
    static double of(SearchPlan plan, ScorePredictor predictor, List<Candidate> trained) {
        double missing = 1 - (double) plan.epochs() / plan.finalEpochs();
        if (plan.climbing() || missing <= 0 || trained.isEmpty()) {
            return 0;
        }
        double[] scores = predictor.means(trained);
        double mean = Arrays.stream(scores).average().orElseThrow();
        double variance = Arrays.stream(scores)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        return SHARE * missing * Math.sqrt(variance);
    }
}
