package io.narsil.report;

import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A trial as the page's code reads it.
 *
 * @param kind kind of trial: round, finalist, hand, or baseline of an earlier version
 * @param round number of the round, from 0
 * @param why criterion by which it was chosen, in a word
 * @param status state: chosen, running, done, diverged or failed
 * @param reason reason why it failed or diverged; empty where it did not
 * @param test accuracy on the test images, or null
 * @param predicted accuracy predicted before it ran, or null
 * @param deviation standard deviation of that prediction, or null
 * @param continues number of the trial with which its training began; null where it began itself
 * @param seconds duration of its epochs together
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
        Integer continues,
        double seconds,
        List<Double> curve) {

    static TrialView of(StoredTrial stored) {
        Trial trial = stored.trial();
        OptionalDouble test = stored.testScore();
        return new TrialView(
                trial.id(),
                trial.kind().key(),
                trial.round(),
                trial.budget(),
                stored.why(),
                stored.cost().macs(),
                stored.cost().params(),
                stored.status(),
                stored.reason(),
                test.isPresent() ? test.getAsDouble() : null,
                stored.prediction().map(p -> p.mean()).orElse(null),
                stored.prediction().map(p -> p.deviation()).orElse(null),
                trial.continued().map(Trial.Continued::trial).orElse(null),
                stored.seconds(),
                stored.scores());
    }
}
