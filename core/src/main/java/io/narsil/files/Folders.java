package io.narsil.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Operations on whole folders. */
public final class Folders {
    private Folders() {}

    /** Removes a folder with all that is in it; does nothing where there is none, or for null. */
    public static void delete(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw WholeFile.failure(folder, e);
        }
    }
}
