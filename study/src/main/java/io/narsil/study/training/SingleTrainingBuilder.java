package io.narsil.study.training;

import io.narsil.data.DataSpec;
import io.narsil.network.Network;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.study.export.GivenWeights;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A {@link SingleTraining} in the making. */
public final class SingleTrainingBuilder {
    final Network network;
    final DataSpec data;
    Map<String, String> recipe = Map.of();
    int epochs = 15;
    long seed = 1;
    Optional<GivenWeights> start = Optional.empty();
    String score = "accuracy";
    Engine engine = Engine.quickest(Device.CPU);

    SingleTrainingBuilder(Network network, DataSpec data) {
        this.network = network;
        this.data = data;
    }

    /** Sets the recipe's settings by name; those left out have their defaults. */
    public SingleTrainingBuilder recipe(Map<String, String> settings) {
        recipe = settings;
        return this;
    }

    /** Sets how often all images are passed; 15 where nothing is said. */
    public SingleTrainingBuilder epochs(int count) {
        epochs = count;
        return this;
    }

    /** Sets the seed of all randomness; 1 where nothing is said. */
    public SingleTrainingBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Starts from weights; a network of the zoo is then taken as the file has it, Narsil's way or timm's.
     *
     * @param weights safetensors file, or null for random weights
     */
    public SingleTrainingBuilder from(Path weights) {
        start = Optional.ofNullable(weights).map(file -> new GivenWeights(file.toAbsolutePath()));
        return this;
    }

    /**
     * Starts from what of another network fits, by stage and block.
     *
     * @param other network that the weights are of
     */
    public SingleTrainingBuilder from(Path weights, Network other) {
        Path file = weights.toAbsolutePath();
        start = Optional.of(new GivenWeights(file, Optional.of(new GivenWeights(file).of(other))));
        return this;
    }

    /** Trains on another device or in another precision; the processor's quickest where nothing is said. */
    public SingleTrainingBuilder on(Engine other) {
        engine = other;
        return this;
    }

    /** Chooses the best epoch by another score, such as {@code balanced_accuracy}; by accuracy where nothing is said. */
    public SingleTrainingBuilder score(String name) {
        score = name;
        return this;
    }

    /** The training. */
    public SingleTraining build() {
        return new SingleTraining(this);
    }
}
