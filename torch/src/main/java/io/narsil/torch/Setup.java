package io.narsil.torch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The set-up of a training beside its network, recipe and images.
 *
 * @param start weights to start from; random ones without them, and for a last layer of another size
 * @param teacher network whose outputs are a part of the loss
 */
record Setup(Optional<Path> start, Optional<Teacher> teacher, TorchDevice device) {
    /** Random weights, no teacher. */
    static Setup on(TorchDevice device) {
        return new Setup(Optional.empty(), Optional.empty(), device);
    }

    Setup from(Path weights) {
        return new Setup(Optional.of(weights), teacher, device);
    }

    Setup taughtBy(Teacher other) {
        return new Setup(start, Optional.of(other), device);
    }
}
