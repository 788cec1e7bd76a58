package io.narsil.torch;

import io.narsil.task.ClassScore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The set-up of a training beside its network, recipe and images.
 *
 * @param start weights to start from; random ones without them, and for a last layer of another size
 * @param teacher network whose outputs are a part of the loss
 * @param score number by which epochs are compared
 */
record Setup(Optional<Path> start, Optional<Teacher> teacher, TorchDevice device, ClassScore score) {
    /** Random weights, no teacher, scored by accuracy. */
    static Setup on(TorchDevice device) {
        return new Setup(Optional.empty(), Optional.empty(), device, ClassScore.ACCURACY);
    }

    Setup from(Path weights) {
        return new Setup(Optional.of(weights), teacher, device, score);
    }

    Setup taughtBy(Teacher other) {
        return new Setup(start, Optional.of(other), device, score);
    }

    Setup scoredBy(ClassScore other) {
        return new Setup(start, teacher, device, other);
    }
}
