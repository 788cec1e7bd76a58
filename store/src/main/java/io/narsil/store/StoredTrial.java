package io.narsil.store;

import io.narsil.config.Words;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.History;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a store knows about a trial.
 *
 * @param cost cost of its candidate
 * @param prediction prediction of its score before it ran; empty where there was none
 * @param why reason for choosing it, in a word for programs
 * @param started mark of a trial that was begun at any time
 * @param epochs epochs that are over, in order
 * @param result result of a trial that is over; its scores are those of the epochs
 */
public record StoredTrial(
        Trial trial,
        Cost cost,
        Optional<Prediction> prediction,
        String why,
        boolean started,
        List<EpochRecord> epochs,
        Optional<TrialResult> result) {

    public StoredTrial {
        epochs = List.copyOf(epochs);
    }

    /** All trials of a study as a search knows them. */
    public static History history(List<StoredTrial> trials) {
        return History.of(trials.stream()
                .map(t -> new History.Entry(t.trial, t.prediction, t.result))
                .toList());
    }

    /** A trial's number in its study. */
    public int id() {
        return trial.id();
    }

    /** The status, in a word: chosen, running, done, diverged or failed. */
    public String status() {
        return result.map(r -> Words.of(r.status())).orElse(started ? "running" : "chosen");
    }

    /** The score after the last epoch that is over, on the validation images; empty before the first. */
    public OptionalDouble score() {
        return epochs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(epochs.get(epochs.size() - 1).score());
    }

    /** The score on the test images; empty where it is not over, or was not asked for it. */
    public OptionalDouble testScore() {
        return result.map(TrialResult::testScore).orElse(OptionalDouble.empty());
    }

    /** The reason why it failed or diverged; empty where it did not. */
    public String reason() {
        return result.map(TrialResult::reason).orElse("");
    }

    /** The score after each epoch, on the validation images. */
    public List<Double> scores() {
        return epochs.stream().map(EpochRecord::score).toList();
    }

    /** The time that all its epochs took, in seconds. */
    public double seconds() {
        return epochs.stream().mapToDouble(EpochRecord::seconds).sum();
    }
}
