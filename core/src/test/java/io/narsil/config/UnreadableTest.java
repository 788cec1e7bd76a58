package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.narsil.files.Fingerprint;
import io.narsil.files.TextFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableTest {
    @TempDir
    private Path folder;

    private static String said(IOException e) {
        return Unreadable.of("s.yaml", e).getMessage();
    }

    @Test
    void theReasonIsASentence() {
        assertThat(said(new AccessDeniedException("s.yaml"))).isEqualTo("""
                s.yaml: you may not read this file. Maybe ask whoever it belongs to, or chmod +r.""");
        assertThat(said(new IOException("s.yaml (Permission denied)"))).contains("you may not read this file");
        assertThat(Unreadable.file(new AccessDeniedException("a/1.png"))).isEqualTo("you may not read this file");
        assertThat(Unreadable.file(new IOException("cut off"))).isEqualTo("cut off");
        assertThat(Unreadable.folder(new AccessDeniedException("a"))).isEqualTo("you may not read this folder");
        assertThat(Unreadable.folder(new IOException("loop"))).isEqualTo("the folder cannot be read: loop");
        assertThat(said(new IOException("Input/output error"))).contains("cannot be read: Input/output error");
        assertThat(said(new IOException())).contains("cannot be read: IOException");
    }

    @Test
    void whateverIsReadHasThem() throws Exception {
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0});
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> TextFile.read(bytes))
                .hasMessage(bytes + ": the file cannot be read: it is not UTF-8 text.");
        assertThatThrownBy(() -> TextFile.read(missing)).hasMessageContaining(missing + ": there is no such file");
        for (ThrowingCallable read : readers(folder)) {
            assertThatThrownBy(read).hasMessageContaining(folder + ": this is a folder, not a file");
        }
        Path secret = Files.writeString(folder.resolve("secret"), "a: 1");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("-wx------"));
        assumeThat(Files.isReadable(secret)).as("the superuser may read all").isFalse();
        for (ThrowingCallable read : readers(secret)) {
            assertThatThrownBy(read).hasMessageContaining(secret + ": you may not read this file");
        }
    }

    private static List<ThrowingCallable> readers(Path file) {
        return List.of(
                () -> ConfigFile.read(file, new Problems()), () -> TextFile.read(file), () -> Fingerprint.of(file));
    }
}
