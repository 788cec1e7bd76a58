package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * "Train this candidate": plain data that means the same on any machine, since files are named by key.
 *
 * @param trial number of the trial in the study
 * @param seed seed of all randomness of the trial
 * @param network network to train
 * @param recipe settings by name, all of them
 * @param images key of the prepared images
 * @param epochs number of epochs to train now, at least 1
 * @param scheduleEpochs number of epochs that the learning rate is planned for; more where a trial is stopped early
 * @param score name of the score by which epochs are told, such as {@code accuracy}, which is the usual one
 * @param test choice to read the test images after the last epoch
 * @param checkpoint key of the state after each epoch, or empty for no checkpoint
 * @param weights key of the trained weights, or empty where nobody needs them
 * @param best choice to write, and test, the weights of the best epoch instead of those of the last one
 * @param predictions key of what the trained network says of the images of validation and test, or empty for nothing
 * @param start key of the weights to start from, or empty for random ones; a last layer of another size starts anew
 * @param teacher network to learn from beside the images, or null for none
 * @param parent trained network of other sizes to inherit weights from, or null for none
 * @param detection settings that make a detector of the network, or null where it classifies
 */
public record TrainRequest(
        int trial,
        long seed,
        @JsonProperty("architecture") Network network,
        Map<String, String> recipe,
        @JsonProperty("data") @ArtifactKey String images,
        int epochs,
        int scheduleEpochs,
        String score,
        boolean test,
        @ArtifactKey String checkpoint,
        @ArtifactKey String weights,
        boolean best,
        @ArtifactKey String predictions,
        @ArtifactKey String start,
        Teacher teacher,
        Parent parent,
        @JsonInclude(JsonInclude.Include.NON_NULL) Detection detection)
        implements WorkerRequest {

    /**
     * A trained network that another one learns from (Hinton et al. 2015).
     *
     * @param weights key of its weights
     * @param share share of its outputs in the loss, 0..1; the true classes have the rest
     * @param after number of epochs that are trained before it begins to teach
     */
    public record Teacher(
            @JsonProperty("architecture") Network network,
            @ArtifactKey String weights,
            double share,
            int after) {}

    /**
     * A trained network that another one of the same family starts from, as far as stages and blocks fit.
     *
     * @param weights key of its weights
     */
    public record Parent(
            @JsonProperty("architecture") Network network,
            @ArtifactKey String weights) {}

    /**
     * What finds objects in what the network's stages see.
     *
     * @param neck channels of its levels
     * @param depth convolutions of the head before its answers
     * @param activation function of neck and head, such as {@code relu6}
     * @param objects key of what is marked in the images
     */
    public record Detection(
            int neck,
            int depth,
            String activation,
            @ArtifactKey String objects) {
        /** That of a detector; null for a network that classifies. */
        public static Detection of(Architecture trained, String objects) {
            return trained instanceof Detector d
                    ? new Detection(
                            d.neck().channels(),
                            d.head().depth(),
                            d.activation().key(),
                            objects)
                    : null;
        }

        /** The detector that is made of a network; IllegalArgumentException where none can be. */
        public Detector detector(Network backbone) {
            Activation function = Activation.of(activation)
                    .orElseThrow(() -> new IllegalArgumentException("no activation \"" + activation + "\""));
            return new Detector(backbone, new Neck(neck), new DenseHead(depth), function);
        }
    }

    /** What is trained: the network, or the detector that is made of it. */
    public Architecture trained() {
        return detection == null ? network : detection.detector(network);
    }

    /** Checks the epochs, and sets keys that are missing to empty ones. */
    public TrainRequest {
        Objects.requireNonNull(network, "a request without a network");
        if (epochs < 1 || scheduleEpochs < epochs) {
            throw new IllegalArgumentException(
                    "a trial of " + epochs + " epochs cannot follow a schedule of " + scheduleEpochs);
        }
        // In the given order, which a checkpoint is recognised by.
        recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
        images = Objects.requireNonNullElse(images, "");
        checkpoint = Objects.requireNonNullElse(checkpoint, "");
        weights = Objects.requireNonNullElse(weights, "");
        start = Objects.requireNonNullElse(start, "");
        predictions = Objects.requireNonNullElse(predictions, "");
        score = Objects.requireNonNullElse(score, "accuracy");
        if (best && weights.isEmpty()) {
            throw new IllegalArgumentException("the best weights cannot be kept without a key for them");
        }
    }

    /**
     * A builder of a request, by default for one epoch from random weights, without checkpoint and without written
     * weights.
     */
    public static Builder of(int trial, Network network) {
        return new Builder(trial, network);
    }

    /** Builds a request. */
    public static final class Builder {
        private final int trial;
        private final Network network;
        private long seed;
        private Map<String, String> recipe = Map.of();
        private String images = "";
        private int epochs = 1;
        private int scheduleEpochs = 1;
        private String score = "accuracy";
        private boolean test;
        private String checkpoint = "";
        private String weights = "";
        private boolean best;
        private String predictions = "";
        private String start = "";
        private Teacher teacher;
        private Parent parent;
        private Detection detection;

        private Builder(int trial, Network network) {
            this.trial = trial;
            this.network = network;
        }

        /** Sets the seed of all randomness of the trial. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the seed as it follows from a study's.
         *
         * @param origin number of the trial whose training this begins or goes on with
         */
        public Builder seedOf(long study, int origin) {
            return seed(new Seeds(study).derive("trial", origin));
        }

        /** Sets the recipe: all settings by name. */
        public Builder recipe(Map<String, String> settings) {
            recipe = settings;
            return this;
        }

        /** Sets the key of the prepared images. */
        public Builder images(String key) {
            images = key;
            return this;
        }

        /** Sets the number of epochs to train; the learning rate is planned for the same number. */
        public Builder epochs(int count) {
            return epochs(count, count);
        }

        /** Sets the number of epochs to train now, and the number that the learning rate is planned for. */
        public Builder epochs(int now, int schedule) {
            epochs = now;
            scheduleEpochs = schedule;
            return this;
        }

        /** Sets the name of the score by which epochs are told; accuracy by default. */
        public Builder score(String name) {
            score = name;
            return this;
        }

        /** Reads the test images after the last epoch if {@code wanted}. */
        public Builder tested(boolean wanted) {
            test = wanted;
            return this;
        }

        /** Sets the key of a checkpoint, which is written after each epoch. */
        public Builder checkpoint(String key) {
            checkpoint = key;
            return this;
        }

        /** Sets the key to which the weights of the last epoch are written; these are also the ones that are tested. */
        public Builder weights(String key) {
            weights = key;
            return this;
        }

        /**
         * Sets the key to which the weights of the epoch with the best validation score are written, of those that chance cannot tell
         * from it the last; these are also the ones that are tested.
         */
        public Builder bestWeights(String key) {
            best = true;
            return weights(key);
        }

        /** Sets the key to which the classes are written that the trained network names for validation and test images. */
        public Builder predictions(String key) {
            predictions = key;
            return this;
        }

        /** Sets the key of the weights to start from. */
        public Builder start(String key) {
            start = key;
            return this;
        }

        /** Sets a network to learn from beside the images, from the first epoch on. */
        public Builder teacher(Network master, String masterWeights, double share) {
            return teacher(new Teacher(master, masterWeights, share, 0));
        }

        /** Sets a network to learn from beside the images. */
        public Builder teacher(Teacher master) {
            teacher = master;
            return this;
        }

        /** Sets a trained network to inherit weights from. */
        public Builder parent(Parent trained) {
            parent = trained;
            return this;
        }

        /** Makes a detector of the network. */
        public Builder detection(Detection settings) {
            detection = settings;
            return this;
        }

        /** The request with the values set so far. */
        public TrainRequest build() {
            return new TrainRequest(
                    trial,
                    seed,
                    network,
                    recipe,
                    images,
                    epochs,
                    scheduleEpochs,
                    score,
                    test,
                    checkpoint,
                    weights,
                    best,
                    predictions,
                    start,
                    teacher,
                    parent,
                    detection);
        }
    }
}
