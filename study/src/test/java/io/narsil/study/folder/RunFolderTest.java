package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.study.Tiny;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path path;

    private RunFolder folder;

    @BeforeEach
    void open() {
        folder = new RunFolder(path.resolve("run"));
    }

    @Test
    void aModelIsFoundAgainByItsNameInTheFolder() {
        assertThat(folder.name(folder.model("small"))).isEqualTo("models/small");
        assertThat(folder.name(folder.evolved("phone"))).isEqualTo("evolved/phone");
        assertThat(folder.inside("models/small")).isEqualTo(folder.model("small"));
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() throws Exception {
        Files.createDirectories(folder.path());
        Files.createSymbolicLink(folder.path().resolve("link"), path);
        for (String name : new String[] {"../other", "/etc", "", ".", "models/../..", "link", "a\0b"}) {
            assertThatThrownBy(() -> folder.inside(name))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("result.json: the folder \"" + name.replace('\0', '?') + "\" of a member");
        }
    }

    @Test
    void namingFilesMakesNone() {
        folder.model("small").weights();
        folder.checkpoint(3);
        assertThat(folder.path()).doesNotExist();
        assertThat(folder.finished()).isFalse();
    }

    @Test
    void whatOnlyAnUnfinishedRunNeedsIsRemoved() {
        folder.makeScratch();
        WholeFile.write(folder.checkpoint(3), "state");
        WholeFile.write(folder.checkpoint(4), "state");
        folder.dropCheckpoint(3);
        folder.dropCheckpoint(3);
        assertThat(folder.checkpoint(3)).doesNotExist();
        assertThat(folder.checkpoint(4)).exists();
        folder.dropScratch();
        assertThat(folder.scratch()).doesNotExist();
    }

    @Test
    void aModelsNetworkIsReadAsItWasWritten() {
        ModelFolder model = folder.model("small");
        model.write(Tiny.PROBLEM.network(Tiny.candidate(1)), Map.of("optimizer", "sgd"));
        assertThat(model.network()).isEqualTo(Tiny.PROBLEM.network(Tiny.candidate(1)));
        assertThat(model.recipe()).content().contains("sgd");
    }

    @Test
    void weightsAreMovedOnceAndMayBeMovedAlready() throws Exception {
        ModelFolder model = folder.model("small");
        WholeFile.write(folder.weights(1), "trained");
        Files.createDirectories(model.path());
        model.takeWeights(folder.weights(1));
        model.takeWeights(folder.weights(1));
        assertThat(model.weights()).hasContent("trained");
        assertThat(folder.weights(1)).doesNotExist();
    }

    @Test
    void aFolderWithoutAResultHoldsNoFinishedRun() {
        assertThatThrownBy(() -> StudyResult.read(folder))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(folder.path() + ": this folder holds no finished run");
    }

    /** Somebody else's run could have its files written, moved or removed anywhere. */
    @Test
    void aFolderInItThatIsALinkIsNamed() throws Exception {
        folder.refuseLinks();
        Path elsewhere = Files.createDirectories(path.resolve("elsewhere"));
        Files.createDirectories(folder.path().resolve("models"));
        for (String inside : new String[] {"checkpoints", "answers", "evolved", "models/small"}) {
            Files.createSymbolicLink(folder.path().resolve(inside), elsewhere);
        }
        assertThatThrownBy(folder::refuseLinks)
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        folder.scratch() + ": this is a link, which is not followed. Maybe remove it.",
                        folder.answers() + ": this is a link",
                        folder.evolved("a").path().getParent() + ": this is a link",
                        folder.model("small").path() + ": this is a link");
    }
}
