package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

    /** Since 1.29.0 it reports to its makers, over the network and with a number for this machine. */
    @Test
    void itHasNoTelemetry() throws IOException {
        try (InputStream library = OrtEnvironment.class.getResourceAsStream("native/linux-x64/libonnxruntime.so")) {
            String text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text.contains("QuantizeLinear")).isTrue();
            assertThat(List.of("/proc/self/cmdline", "ORT_DISABLE_TELEMETRY", "events.data.microsoft.com"))
                    .noneMatch(text::contains);
        }
    }

    /** 1.29.0 ended a process whose arguments have more than about 3.9 KB (signal 11). */
    @Test
    void aLongCommandLineIsNoHarm() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opened.class.getName()));
        command.addAll(Collections.nCopies(150, "x".repeat(70)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("150 arguments");
    }

    /** A program that opens ONNX Runtime. */
    static final class Opened {
        private Opened() {}

        public static void main(String[] arguments) {
            Sessions.environment();
            System.out.println(arguments.length + " arguments");
        }
    }
}
