package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSumsTest {
    @TempDir
    private Path path;

    private RunFolder run;

    @BeforeEach
    void finish() throws Exception {
        run = new RunFolder(path);
        Files.writeString(run.study(), "study");
        Files.createDirectories(run.model("small").path());
        Files.writeString(run.model("small").recipe(), "lr: 0.5");
        new StudyResult("s", 1, 1, 1, 1, List.of(), List.of(), "accuracy", List.of(), 0.0).write(run);
    }

    @Test
    void eachFlippedBitIsFound() throws Exception {
        assertThat(new RunSums(run).damaged()).isEmpty();
        for (Path file : List.of(run.study(), run.result(), run.model("small").recipe())) {
            byte[] bytes = Files.readAllBytes(file);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, flipped);
                assertThat(new RunSums(run).damaged()).containsExactly(file);
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void whatIsDamagedIsNamed() throws Exception {
        Files.writeString(run.model("small").recipe(), "lr: 0.7");
        assertThatThrownBy(() -> new RunSums(run).checkAll())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("recipe.yaml: the file is not as the run left it")
                .hasMessageContaining("Maybe it is damaged: run the same search again");
        assertThatCode(() -> new RunSums(run).check()).doesNotThrowAnyException();
        Files.writeString(run.study(), "stady");
        assertThatThrownBy(() -> new RunSums(run).check()).hasMessageContaining("study.yaml: ");
    }

    @Test
    void aRunThatGoesOnIsNotComparedWithWhatItWas() throws Exception {
        Files.writeString(run.study(), "study: with more rounds");
        run.reopen();
        assertThatCode(() -> new RunSums(run).check()).doesNotThrowAnyException();
    }

    @Test
    void aMembersNetworkAndWeightsAreCheckedByThemselves() throws Exception {
        ModelFolder small = run.model("small");
        Files.writeString(small.architecture(), "stride: 1");
        new RunSums(run).write("");
        assertThatCode(() -> RunSums.check(small)).doesNotThrowAnyException();
        Files.writeString(small.recipe(), "lr: 0.7");
        assertThatCode(() -> RunSums.check(small)).doesNotThrowAnyException();
        Files.writeString(small.architecture(), "stride: 2");
        assertThatThrownBy(() -> RunSums.check(small))
                .hasMessageContaining("architecture.yaml: the file is not as the run left it");
        assertThatCode(() -> RunSums.check(new ModelFolder(path.resolve("elsewhere/small"))))
                .doesNotThrowAnyException();
    }

    /** What is no line of a file of the run is passed over, and no file outside is read. */
    @Test
    void aDamagedListHarmsNothing() throws Exception {
        Path list = path.resolve("SHA256SUMS");
        Files.writeString(list, "0".repeat(64) + "  ../../etc/passwd\n" + "zz\n" + "0".repeat(64) + "  /etc/passwd\n");
        assertThat(new RunSums(run).damaged()).isEmpty();
        Files.delete(list);
        assertThat(new RunSums(run).damaged()).isEmpty();
    }
}
