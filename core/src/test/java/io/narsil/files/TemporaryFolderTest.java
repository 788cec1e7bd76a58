package io.narsil.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that cannot hold a library is named with the reason. */
class TemporaryFolderTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderItselfIsTried() throws Exception {
        Throwable odd = new UnsatisfiedLinkError("no library in java.library.path");
        assertThat(said(folder.resolve("none"), 30, odd))
                .startsWith(folder.resolve("none") + ": the temporary folder cannot hold the libraries (about 30 MB): "
                        + "there is no such folder")
                .endsWith("Maybe name another.");
        assertThat(said(folder, Integer.MAX_VALUE, odd)).containsPattern("only [0-9]+ MB are free");
        Path plain = Files.writeString(folder.resolve("file"), "");
        assertThat(said(plain, 30, odd)).contains("there is no such folder");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("no probe is left").containsExactly(plain);
        }
    }

    @Test
    void whatItsLoaderSaysIsTakenWhereTheFolderIsSound() {
        assertThat(said(folder, 0, new IOException("No space left on device"))).contains("it is full");
        Throwable wrapped = new ExceptionInInitializerError(new RuntimeException(
                new UnsatisfiedLinkError("/t/a.so: /t/a.so: failed to map segment from shared object")));
        assertThat(said(folder, 0, wrapped)).contains("noexec");
        assertThat(said(folder, 0, new AccessDeniedException("/t"))).contains("no permission to write into it");
        assertThat(said(folder, 0, new UnsatisfiedLinkError("odd \u001b[2J"))).contains("odd \\u001B[2J");
    }

    private static String said(Path where, int megabytes, Throwable failure) {
        return TemporaryFolder.refusal("temporary folder", where, "the libraries", megabytes, failure, "name another")
                .getMessage();
    }
}
