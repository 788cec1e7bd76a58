package io.narsil.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this process, in memory where the system has such a place, for readers that want files. */
final class Scratch {
    private static final Path FOLDER = make();

    private Scratch() {}

    private static Path make() {
        Path memory = Path.of("/dev/shm");
        try {
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "narsil-fuzz-")
                    : Files.createTempDirectory("narsil-fuzz-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inside) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println(folder + " is left: " + e);
        }
    }

    /** The path of a file or folder in it. */
    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /** A file of that name, which now holds these bytes. */
    static Path file(String name, byte[] bytes) {
        Path file = path(name);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file. */
    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
