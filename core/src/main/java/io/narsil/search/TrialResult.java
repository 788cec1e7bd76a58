package io.narsil.search;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The result of a trial, which never changes.
 *
 * @param trial number of the trial
 * @param scores scores on the validation images after each epoch, 0..1
 * @param testScore score on the test images, for what is trained to be compared in the end, such as finalists
 * @param reason reason why it failed or diverged; empty where it is done
 */
public record TrialResult(int trial, Status status, List<Double> scores, OptionalDouble testScore, String reason) {
    /** How a trial ended. */
    public enum Status {
        DONE,
        /** The loss was no longer a number. This is the candidate's fault, and the predictor learns from it. */
        DIVERGED,
        /** The machine or a program is at fault, and the predictor learns nothing from it. */
        FAILED
    }

    public TrialResult {
        scores = List.copyOf(scores);
    }

    /** The result of a successful training of one epoch. */
    public static TrialResult of(Trial trial, double score) {
        return new TrialResult(trial.id(), Status.DONE, List.of(score), OptionalDouble.empty(), "");
    }

    /** Whether the training went well to its end. */
    public boolean done() {
        return status == Status.DONE;
    }

    /** The score after the last epoch. */
    public double score() {
        return scores.get(scores.size() - 1);
    }
}
