package io.narsil.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a worker is asked to do: train one candidate.
 *
 * @param trial its number in the study
 * @param seed of all randomness of the trial
 * @param architecture as in {@code architecture.yaml}, as JSON
 * @param recipe settings by name, all of them
 * @param data path of the prepared images
 * @param epochs to train now
 * @param scheduleEpochs the epochs that the learning rate is planned for; more than {@code epochs} where a trial is
 *     stopped early
 * @param test whether to read the test images after the last epoch
 * @param checkpoint where to keep the state after each epoch, or empty for no checkpoint
 * @param weights where to write the trained weights, or empty for none
 */
public record TrialRequest(
        int trial,
        long seed,
        JsonNode architecture,
        Map<String, String> recipe,
        String data,
        int epochs,
        int scheduleEpochs,
        boolean test,
        String checkpoint,
        String weights) {}
