package io.narsil.dashboard.log;

/**
 * A trial as a page shows it. What is not known, or no number, is null.
 *
 * @param kind kind of trial: round, finalist, hand, or baseline of an earlier version
 * @param round number of the round, from 1; null for what is of no round
 * @param why criterion by which it was chosen, in a word
 * @param status state: chosen, running, done, diverged or failed
 * @param reason reason why it failed or diverged; empty where it did not
 * @param epochs number of epochs that it is trained for
 * @param over number of its epochs that are over
 * @param score score on the validation images after the last of these
 * @param test score on the test images
 * @param predicted score that was predicted before it ran
 * @param deviation standard deviation of that prediction
 * @param seconds duration of its epochs together
 * @param continues number of the trial with which its training began
 */
public record TrialFacts(
        int trial,
        String kind,
        Integer round,
        String budget,
        String why,
        String status,
        String reason,
        int epochs,
        int over,
        Double score,
        Double test,
        Double predicted,
        Double deviation,
        long macs,
        long params,
        double seconds,
        Integer continues) {
    static TrialFacts of(SeenTrial t) {
        return new TrialFacts(
                t.id,
                t.kind,
                t.kind.equals("round") ? t.round + 1 : null,
                t.budget,
                t.why,
                t.status,
                t.reason,
                t.epochs,
                t.over(),
                number(t.score()),
                number(t.test),
                number(t.predicted),
                number(t.deviation),
                t.macs,
                t.params,
                t.seconds,
                t.continues < 0 ? null : t.continues);
    }

    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
