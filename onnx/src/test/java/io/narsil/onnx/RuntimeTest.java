package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ONNX Runtime is met in one place, after the guard. */
class RuntimeTest {
    @Test
    void sessionsAreOpenedInOnePlaceAlone() throws Exception {
        Path root = Path.of("").toAbsolutePath().getParent();
        assertThat(naming(root, "createSession(")).containsExactly("Sessions.java");
        assertThat(naming(root, "OrtEnvironment.getEnvironment(")).containsExactly("Unpacking.java");
    }

    private static List<String> naming(Path root, String call) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(
                            f -> f.toString().endsWith(".java") && f.toString().contains("src/main/java"))
                    .filter(f -> reads(f).contains(call))
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }

    private static String reads(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
