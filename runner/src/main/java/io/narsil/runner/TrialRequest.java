package io.narsil.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
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

    /** A training from random weights that leaves nothing behind, to which a builder adds. */
    public static Builder of(
            int trial,
            long seed,
            JsonNode architecture,
            Map<String, String> recipe,
            String data,
            int epochs,
            int scheduleEpochs) {
        return new Builder(trial, seed, architecture, recipe, data, epochs, scheduleEpochs);
    }

    /** A request in the making. */
    public static final class Builder {
        private final int trial;
        private final long seed;
        private final JsonNode architecture;
        private final Map<String, String> recipe;
        private final String data;
        private final int epochs;
        private final int scheduleEpochs;
        private boolean test;
        private String checkpoint;
        private String weights;
        private boolean best;
        private String start;
        private Teacher teacher;
        private String answers;

        private Builder(
                int trial,
                long seed,
                JsonNode architecture,
                Map<String, String> recipe,
                String data,
                int epochs,
                int scheduleEpochs) {
            this.trial = trial;
            this.seed = seed;
            this.architecture = architecture;
            this.recipe = recipe;
            this.data = data;
            this.epochs = epochs;
            this.scheduleEpochs = scheduleEpochs;
        }

        /** Tests it after the last epoch if {@code wanted}. */
        public Builder tested(boolean wanted) {
            test = wanted;
            return this;
        }

        /** Keeps its state after each epoch in a file. */
        public Builder checkpoint(Path file) {
            checkpoint = file.toString();
            return this;
        }

        /** Writes the weights of its last epoch, or of its best one, to a file. */
        public Builder weights(Path file, boolean bestEpoch) {
            weights = file.toString();
            best = bestEpoch;
            return this;
        }

        /** Starts from weights in a file. */
        public Builder start(Path file) {
            start = file.toString();
            return this;
        }

        /** Lets it learn from another network beside the images. */
        public Builder teacher(Teacher master) {
            teacher = master;
            return this;
        }

        /** Writes its logits of the first test images to a file. */
        public Builder answers(Path file) {
            answers = file.toString();
            return this;
        }

        /** The request as it is now. */
        public TrialRequest build() {
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
                    answers);
        }
    }
}
