package io.narsil.store;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trial as a server keeps it, for who only looks and does not have the space that its candidate is of.
 *
 * @param id number of the trial
 * @param round number of the round, from 0
 * @param why reason for choosing it, in a word
 * @param status state: chosen, running, done, diverged or failed
 * @param reason reason why it failed or diverged; empty where it did not
 * @param epochs number of epochs that it is trained for
 * @param scheduleEpochs number of epochs that its learning rate is planned for
 * @param testScore score on the test images
 * @param fingerprint fingerprint of its candidate
 * @param over epochs that are over, in order
 */
public record ServerTrial(
        int id,
        Trial.Kind kind,
        int round,
        String budget,
        String why,
        String status,
        String reason,
        int epochs,
        int scheduleEpochs,
        Optional<Trial.Continued> continued,
        Cost cost,
        OptionalDouble testScore,
        Optional<Prediction> prediction,
        String fingerprint,
        List<EpochRecord> over) {
    public ServerTrial {
        over = List.copyOf(over);
    }
}
