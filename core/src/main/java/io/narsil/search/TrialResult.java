package io.narsil.search;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of a trial; never changed once it is there.
 *
 * @param trial its number
 * @param accuracies on the validation images after each epoch, 0..1
 * @param testAccuracy for finalists and baselines only
 * @param reason why it failed or diverged; empty where it is done
 */
public record TrialResult(
        int trial, Status status, List<Double> accuracies, OptionalDouble testAccuracy, String reason) {
    /** How a trial ended. */
    public enum Status {
        DONE,
        /** The loss was no longer a number: the candidate's own fault, which the predictor learns from. */
        DIVERGED,
        /** The machine's or a program's fault: nothing is learned from it. */
        FAILED
    }

    public TrialResult {
        accuracies = List.copyOf(accuracies);
    }

    /** A training of one epoch that went well. */
    public static TrialResult of(Trial trial, double accuracy) {
        return new TrialResult(trial.id(), Status.DONE, List.of(accuracy), OptionalDouble.empty(), "");
    }

    public boolean done() {
        return status == Status.DONE;
    }

    /** The accuracy after the last epoch. */
    public double accuracy() {
        return accuracies.get(accuracies.size() - 1);
    }
}
