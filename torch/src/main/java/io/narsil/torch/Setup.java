package io.narsil.torch;

import io.narsil.task.ClassScore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The set-up of a training beside its network, recipe and images.
 *
 * @param start weights to start from; random ones without them, and for a last layer of another size
 * @param parent function that puts into an array, by its name, the values that the network inherits; nothing for none
 * @param teacher network whose outputs are a part of the loss
 * @param score number by which epochs are compared
 */
record Setup(
        Optional<Path> start,
        Optional<BiConsumer<String, float[]>> parent,
        Optional<Teacher> teacher,
        TorchDevice device,
        ClassScore score) {
    /** Random weights, no teacher, scored by accuracy. */
    static Setup on(TorchDevice device) {
        return new Setup(Optional.empty(), Optional.empty(), Optional.empty(), device, ClassScore.ACCURACY);
    }

    Setup from(Path weights) {
        return new Setup(Optional.of(weights), parent, teacher, device, score);
    }

    Setup taughtBy(Teacher other) {
        return new Setup(start, parent, Optional.of(other), device, score);
    }

    Setup scoredBy(ClassScore other) {
        return new Setup(start, parent, teacher, device, other);
    }
}
