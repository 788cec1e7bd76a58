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
 * @param best whether those of the best epoch are written, and tested, instead of those of the last one
 * @param start weights to start from, or empty for random ones; a last layer of another size starts anew
 * @param teacher the network to learn from beside the images, or null for none
 * @param answers where to write the first test images as the network takes them and its logits for them, or empty; with
 *     {@code epochs} 0 nothing else is done
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
        String weights,
        boolean best,
        String start,
        Teacher teacher,
        String answers) {

    /**
     * A trained network that another one learns from (Hinton et al. 2015).
     *
     * @param weights path of its safetensors file
     * @param share of its answers in the loss; the true classes have the rest
     */
    public record Teacher(JsonNode architecture, String weights, double share) {}

    /** What is left out on a line stands for nothing. */
    public TrialRequest {
        checkpoint = checkpoint == null ? "" : checkpoint;
        weights = weights == null ? "" : weights;
        start = start == null ? "" : start;
        answers = answers == null ? "" : answers;
    }

    /** A training from random weights that leaves nothing behind. */
    public TrialRequest(
            int trial,
            long seed,
            JsonNode architecture,
            Map<String, String> recipe,
            String data,
            int epochs,
            int scheduleEpochs) {
        this(trial, seed, architecture, recipe, data, epochs, scheduleEpochs, false, "", "", false, "", null, "");
    }

    /** The same, tested after the last epoch if {@code wanted}. */
    public TrialRequest tested(boolean wanted) {
        return new TrialRequest(
                trial,
                seed,
                architecture,
                recipe,
                data,
                epochs,
                scheduleEpochs,
                wanted,
                checkpoint,
                weights,
                best,
                start,
                teacher,
                answers);
    }

    /** The same, with files for its state and its weights. */
    public TrialRequest keeping(String stateFile, String weightsFile, boolean bestEpoch) {
        return new TrialRequest(
                trial,
                seed,
                architecture,
                recipe,
                data,
                epochs,
                scheduleEpochs,
                test,
                stateFile,
                weightsFile,
                bestEpoch,
                start,
                teacher,
                answers);
    }

    /** The same, from other weights and with a teacher. */
    public TrialRequest from(String startFile, Teacher master) {
        return new TrialRequest(
                trial,
                seed,
                architecture,
                recipe,
                data,
                epochs,
                scheduleEpochs,
                test,
                checkpoint,
                weights,
                best,
                startFile,
                master,
                answers);
    }

    /** The same, with a file for its logits of the first test images. */
    public TrialRequest answering(String file) {
        return new TrialRequest(
                trial,
                seed,
                architecture,
                recipe,
                data,
                epochs,
                scheduleEpochs,
                test,
                checkpoint,
                weights,
                best,
                start,
                teacher,
                file);
    }
}
