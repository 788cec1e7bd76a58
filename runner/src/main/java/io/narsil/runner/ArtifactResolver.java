package io.narsil.runner;

import java.nio.file.Path;

/**
 * Finds the files that requests name by key: images, checkpoints, weights and logits.
 *
 * <p>A key stands for the same file in all requests of a run. Several threads may call at the same time.
 */
@FunctionalInterface
public interface ArtifactResolver {
    /**
     * The path of a key's file. The file need not exist yet, but its folder does.
     *
     * @throws IllegalArgumentException where no file may have this key
     */
    Path path(String key);
}
