package io.narsil.data;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the source of a study's images among all that are registered. */
public final class DataSources {
    private static final List<DataSource> ALL =
            ServiceLoader.load(DataSource.class, DataSources.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /** The sets that need no path. */
    public static final List<String> BUILT_IN =
            ALL.stream().flatMap(s -> s.sets().stream()).distinct().toList();

    private DataSources() {}

    /**
     * The source for a study's images.
     *
     * @param where file and line of the study that names them, for messages
     * @throws UserException where there is no such set, path or form of files
     */
    public static DataSource of(DataSpec spec, String where) {
        if (spec.path().isEmpty()) {
            return only(where, spec.name(), set(spec.name(), where), "leave one of them out of the class path");
        }
        Path path = spec.path().get();
        if (!Files.exists(path)) {
            throw new UserException(
                    where,
                    "there is no folder " + path,
                    Nearest.of(spec.name(), BUILT_IN)
                            .map(n -> "\"" + n + "\"")
                            .or(() -> MissingPath.maybe(spec.name(), path))
                            .orElse("look at the spelling of its path"));
        }
        List<DataSource> readers = ALL.stream().filter(s -> s.reads(path)).toList();
        if (!readers.isEmpty()) {
            return only(where, path.toString(), readers, "give the files of each a folder of their own");
        }
        MissingPath.check(where, spec.name(), path);
        return new ImageFolder();
    }

    private static List<DataSource> set(String name, String where) {
        List<DataSource> sources =
                ALL.stream().filter(s -> s.sets().contains(name)).toList();
        if (sources.isEmpty()) {
            throw new UserException(
                    where,
                    "there are no built-in images \"" + name + "\"",
                    Nearest.of(name, BUILT_IN)
                            .map(n -> "\"" + n + "\"")
                            .orElse("\"folder: " + name + "\" if that is a folder of yours"));
        }
        return sources;
    }

    private static DataSource only(String where, String what, List<DataSource> sources, String maybe) {
        if (sources.size() > 1) {
            throw new UserException(
                    where,
                    "several sources claim the images " + what + ": "
                            + sources.stream().map(s -> s.getClass().getName()).collect(Collectors.joining(", ")),
                    maybe);
        }
        return sources.get(0);
    }
}
