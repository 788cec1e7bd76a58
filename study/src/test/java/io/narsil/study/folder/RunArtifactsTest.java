package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunArtifactsTest {
    @TempDir
    private Path path;

    private RunFolder folder;
    private RunArtifacts files;

    @BeforeEach
    void open() {
        folder = new RunFolder(path);
        files = new RunArtifacts(folder);
    }

    /** What a trainer writes is found again by the run that reads, moves or removes it. */
    @Test
    void keysLeadWhereTheRunFolderLooks() {
        assertThat(files.path(RunArtifacts.IMAGES)).isEqualTo(folder.images());
        assertThat(files.path(RunArtifacts.checkpoint(3))).isEqualTo(folder.checkpoint(3));
        assertThat(files.path(RunArtifacts.weights(3))).isEqualTo(folder.weights(3));
        assertThat(files.path(RunArtifacts.member("small")))
                .isEqualTo(folder.model("small").weights());
        assertThat(files.path(RunArtifacts.predictions(3)))
                .isEqualTo(folder.predictions(3))
                .hasParentRaw(folder.answers());
        assertThat(files.path(RunArtifacts.member("trial-3-predictions")))
                .isEqualTo(folder.model("trial-3-predictions").weights());
        assertThat(files.path(RunArtifacts.ANSWERS).getParent()).isEqualTo(folder.scratch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../study", "../../elsewhere", "member-a/../../../elsewhere", "/etc/passwd", ""})
    void noKeyLeadsOutOfTheScratchFolder(String key) {
        assertThatThrownBy(() -> files.path(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
