package io.narsil.report;

import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A trial as the page's code reads it.
 *
 * @param kind word: round, finalist or baseline
 * @param round number of the round, from 0
 * @param why reason of its choice, in a word
 * @param status word: chosen, running, done, diverged or failed
 * @param reason cause of its failure or divergence; empty where it had none
 * @param test accuracy on the test images, or null
 * @param predicted accuracy that was expected before it ran, or null
 * @param deviation standard deviation of that prediction, or null
 * @param seconds time that its epochs took together
 * @param curve validation accuracy after each epoch
 */
record TrialView(
        int id,
        String kind,
        int round,
        String budget,
        String why,
        long macs,
        long params,
        String status,
        String reason,
        Double test,
        Double predicted,
        Double deviation,
        double seconds,
        List<Double> curve) {

    static TrialView of(StoredTrial stored) {
        Trial trial = stored.trial();
        OptionalDouble test = stored.result().map(TrialResult::testScore).orElse(OptionalDouble.empty());
        return new TrialView(
                trial.id(),
                trial.kind().key(),
                trial.round(),
                trial.budget(),
                stored.why(),
                stored.cost().macs(),
                stored.cost().params(),
                stored.status(),
                stored.result().map(TrialResult::reason).orElse(""),
                test.isPresent() ? test.getAsDouble() : null,
                stored.prediction().map(Prediction::mean).orElse(null),
                stored.prediction().map(Prediction::deviation).orElse(null),
                stored.seconds(),
                stored.scores());
    }
}
