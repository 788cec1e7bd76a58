package io.narsil.report;

import io.narsil.report.part.FrontGrowth;
import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.Optional;
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

    /** What a front needs of a trial that is over; nothing of one that is not, or was made by hand. */
    static Optional<FrontGrowth.Trained> trained(StoredTrial stored) {
        Trial trial = stored.trial();
        boolean over = !List.of("chosen", "running").contains(stored.status());
        boolean found = trial.kind() == Trial.Kind.ROUND || trial.kind() == Trial.Kind.FINALIST;
        if (!over || !found) {
            return Optional.empty();
        }
        // Who goes on has the epochs of the trial before, which were counted there.
        int before = trial.continued().map(Trial.Continued::epochs).orElse(0);
        int epochs = stored.scores().size();
        double score =
                stored.status().equals("done") && epochs > 0 ? stored.scores().get(epochs - 1) : Double.NaN;
        return Optional.of(new FrontGrowth.Trained(
                trial.id(), trial.kind().key(), stored.cost(), score, Math.max(0, epochs - before), Double.NaN));
    }

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
