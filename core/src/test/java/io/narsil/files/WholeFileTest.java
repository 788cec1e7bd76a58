package io.narsil.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @Test
    void aFileThatCannotBeFinishedLeavesTheOldOneAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/file.txt");
        WholeFile.write(file, "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write("half of the n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("file.txt");
        assertThat(file).hasContent("old");
        assertThat(file.getParent().toFile().list()).containsExactly("file.txt");
    }
}
