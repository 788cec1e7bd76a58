package io.narsil.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.cli.TinyNetwork;
import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another export of a network takes photos as the one before it, which was written when the network was trained. */
class ExportFitTest {
    @TempDir
    private Path folder;

    @Test
    void theFileBeforeIsFollowedUnlessSomethingIsSaid() throws Exception {
        Path before = folder.resolve("model.onnx");
        assertThat(Exporting.fit(null, before)).isEqualTo(Fit.CROP);
        for (Fit fit : Fit.values()) {
            TinyNetwork.write(folder, fit);
            assertThat(Exporting.fit(null, before)).isEqualTo(fit);
            assertThat(Exporting.fit("crop", before)).isEqualTo(Fit.CROP);
        }
        Files.writeString(before, "damaged");
        assertThat(Exporting.fit("letterbox", before)).isEqualTo(Fit.LETTERBOX);
        assertThatThrownBy(() -> Exporting.fit(null, before))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--fit: ")
                .hasMessageContaining("Maybe --fit crop");
    }
}
