package io.narsil.data;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out what a path holds. */
public final class DataSources {
    /** The sets that ship with the program. */
    public static final List<String> BUILT_IN = List.of("fashion");

    private DataSources() {}

    /**
     * The source for a study's images.
     *
     * @param where file and line of the study that names them, for messages
     */
    public static DataSource of(DataSpec spec, String where) {
        if (spec.path().isEmpty()) {
            if (!BUILT_IN.contains(spec.name())) {
                throw new UserException(
                        where,
                        "there are no built-in images \"" + spec.name() + "\"",
                        Nearest.of(spec.name(), BUILT_IN)
                                .map(n -> "\"" + n + "\"")
                                .orElse("\"folder: " + spec.name() + "\" if that is a folder of yours"));
            }
            return new FashionMnist();
        }
        Path path = spec.path().get();
        if (!Files.exists(path)) {
            throw new UserException(where, "there is no folder " + path, "look at the spelling of its path");
        }
        if (!Files.isDirectory(path)) {
            throw new UserException(where, path + " is a file, not a folder", "name the folder it is in");
        }
        if (Files.exists(path.resolve(CifarBinary.FIRST))) {
            return new CifarBinary(spec, path);
        }
        if (IdxFolder.find(path, "train-images").isPresent()) {
            return new IdxFolder(spec, path);
        }
        return new ImageFolder(spec, path);
    }
}
