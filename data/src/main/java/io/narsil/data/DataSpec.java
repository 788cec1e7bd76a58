package io.narsil.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a study.
 *
 * @param name name of a built-in set, or the path as the user wrote it
 * @param path place of the user's images; absent for a built-in set
 * @param resolution pixels a side to which every image is scaled; absent to keep their own, which must then be one size
 * @param validation share of the training images that is held out where there is no part for it
 * @param skipBroken choice to leave files out that cannot be read, instead of refusing them
 */
public record DataSpec(
        String name, Optional<Path> path, Optional<Integer> resolution, double validation, boolean skipBroken) {
    /** A built-in set. */
    public static DataSpec builtIn(String name) {
        return new DataSpec(name, Optional.empty(), Optional.empty(), 0.1, false);
    }

    /** The images that a command line names: a built-in set or a folder. */
    public static DataSpec of(String text, Optional<Integer> resolution) {
        Optional<Path> folder = DataSources.BUILT_IN.contains(text) ? Optional.empty() : Optional.of(Path.of(text));
        return new DataSpec(text, folder, resolution, 0.1, false);
    }
}
