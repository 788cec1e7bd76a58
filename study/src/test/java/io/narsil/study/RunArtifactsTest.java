package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
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
        folder = RunFolder.open(path);
        files = new RunArtifacts(folder);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    /** What a trainer writes is found again by the run that reads, moves or removes it. */
    @Test
    void keysLeadWhereTheRunFolderLooks() {
        SearchSpace space = SpaceFile.shipped("fbnetv3-small");
        Trial trial = new Trial(
                3,
                Trial.Kind.FINALIST,
                0,
                "small",
                space.candidate(new int[space.parameters().size()]),
                1,
                1);
        assertThat(files.path(RunArtifacts.IMAGES)).isEqualTo(folder.images());
        assertThat(files.path(RunArtifacts.checkpoint(3))).isEqualTo(folder.checkpoint(trial));
        assertThat(files.path(RunArtifacts.weights(3))).isEqualTo(folder.weights(3));
        assertThat(files.path(RunArtifacts.member("small")))
                .isEqualTo(folder.model("small").resolve("weights.safetensors"));
        assertThat(files.path(RunArtifacts.ANSWERS).getParent()).isEqualTo(folder.scratch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../study", "../../elsewhere", "member-a/../../../elsewhere", "/etc/passwd", ""})
    void noKeyLeadsOutOfTheScratchFolder(String key) {
        assertThatThrownBy(() -> files.path(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
