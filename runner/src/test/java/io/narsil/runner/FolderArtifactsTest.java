package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArtifactsTest {
    private final Path folder = Path.of("run").toAbsolutePath();
    private final FolderArtifacts files = new FolderArtifacts(Path.of("run"));

    @Test
    void aKeyIsAFileOfTheFolder() {
        assertThat(files.path("trial-3")).isEqualTo(folder.resolve("trial-3.safetensors"));
        assertThat(files.path("a/../b")).isEqualTo(folder.resolve("b.safetensors"));
    }

    @Test
    void oneKeyMayLieElsewhere() {
        FolderArtifacts more = files.with("images", Path.of("/data/cats.safetensors"));
        assertThat(more.path("images")).isEqualTo(Path.of("/data/cats.safetensors"));
        assertThat(more.path("trial-3")).isEqualTo(folder.resolve("trial-3.safetensors"));
        assertThat(files.path("images")).isEqualTo(folder.resolve("images.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../weights", "a/../../weights", "/etc/passwd", "../runner/x", "../run-2/x", "", " ", "a\0b"})
    void aKeyThatLeadsOutOfTheFolderIsRefused(String key) {
        assertThatThrownBy(() -> files.path(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
