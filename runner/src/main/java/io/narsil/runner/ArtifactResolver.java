package io.narsil.runner;

import java.nio.file.Path;

/**
 * Finds the files that requests name by key: images, checkpoints, weights and answers.
 *
 * <p>The same key is the same file for all requests of a run. Called from several threads, also at the same time.
 */
@FunctionalInterface
public interface ArtifactResolver {
    /**
     * The file of a key, which need not be there yet; its folder is.
     *
     * @throws IllegalArgumentException where no file may have this key
     */
    Path path(String key);
}
