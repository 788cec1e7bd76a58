package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ONNX Runtime is met in one place, after the guard, and says where it could not be unpacked. */
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

    @Test
    void aTemporaryFolderThatCannotHoldItIsNamedWithTheReason() {
        assertThat(said(new IOException("No space left on device")))
                .startsWith(
                        "/t: the temporary folder cannot hold ONNX Runtime's libraries (about 30 MB): there is no room")
                .contains("Maybe free some space there, or name another folder: ");
        Throwable wrapped = new ExceptionInInitializerError(new RuntimeException(
                new UnsatisfiedLinkError("/t/a.so: /t/a.so: failed to map segment from shared object")));
        assertThat(said(wrapped)).contains("noexec");
        assertThat(said(new NoSuchFileException("/t/x"))).contains("there is no such folder");
        assertThat(said(new UnsatisfiedLinkError("odd \u001b[2J"))).contains("odd \\u001B[2J");
    }

    private static String said(Throwable failure) {
        return Unpacking.refusal("/t", failure).getMessage();
    }
}
