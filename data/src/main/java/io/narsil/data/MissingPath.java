package io.narsil.data;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user may have meant by a path that leads to no folder of images. */
public final class MissingPath {
    private static final int LOOKED_AT = 1000;
    private static final List<String> ARCHIVES =
            List.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".7z", ".rar", ".gz");

    private MissingPath() {}

    /**
     * Refuses a path that leads to no folder.
     *
     * @param where place where a user wrote it, for messages
     */
    public static void check(String where, String written, Path path) {
        if (!Files.exists(path)) {
            throw new UserException(
                    where,
                    "there is no folder " + path,
                    maybe(written, path).orElse("look at the spelling of its path"));
        }
        if (!Files.isDirectory(path)) {
            throw archive(path)
                    ? new UserException(
                            where,
                            path + " is an archive, not a folder",
                            "unpack it, and name the folder that comes out")
                    : new UserException(where, path + " is a file, not a folder", "name the folder it is in");
        }
    }

    /** A likely fix of a path that is not there. */
    static Optional<String> maybe(String written, Path path) {
        if (written.equals("~") || written.startsWith("~/")) {
            Path home = Path.of(System.getProperty("user.home"), written.substring(1));
            return Optional.of("\"" + home + "\", since ~ is not replaced here"
                    + (Files.exists(home) ? "" : ", if that is there"));
        }
        return similar(path.toAbsolutePath().normalize())
                .map(near -> "\"" + near + "\""
                        + (near.toString().contains("#") ? " in quotes, since # begins a comment" : ""));
    }

    /** A path whose first name that is not there is replaced by the nearest one that is. */
    private static Optional<Path> similar(Path path) {
        Path missing = path;
        while (missing.getParent() != null && !Files.isDirectory(missing.getParent())) {
            missing = missing.getParent();
        }
        Path parent = missing.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            List<String> names = children.filter(Files::isDirectory)
                    .map(FolderNames::of)
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .limit(LOOKED_AT)
                    .toList();
            Path rest = missing.relativize(path);
            String wanted = FolderNames.of(missing);
            return Nearest.of(wanted, names)
                    .or(() -> names.stream()
                            .filter(n -> n.startsWith(wanted + " "))
                            .findFirst())
                    .map(parent::resolve)
                    .map(near -> near.resolve(rest).normalize())
                    .filter(Files::exists);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a file holds a packed folder. */
    static boolean archive(Path file) {
        String name = FolderNames.of(file).toLowerCase(Locale.ROOT);
        return ARCHIVES.stream().anyMatch(name::endsWith);
    }
}
