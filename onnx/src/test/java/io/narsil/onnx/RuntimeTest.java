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

    @Test
    void aRuntimeThatIsNotThereIsNotTheTemporaryFoldersFault() {
        Throwable none = new UnsatisfiedLinkError("no onnxruntime in java.library.path: /usr/lib");
        assertThat(Unpacking.refusal(none, null))
                .hasMessageStartingWith("ONNX Runtime's libraries: they are not in this program's files: those were"
                        + " replaced while it ran, or have none for ")
                .hasMessageEndingWith("Maybe run the same command again.");
        assertThat(Unpacking.refusal(none, new IOException("No space left on device")))
                .hasMessageContaining("the temporary folder cannot hold ONNX Runtime's libraries");
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
