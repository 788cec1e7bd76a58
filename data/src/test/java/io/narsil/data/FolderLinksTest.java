package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, names of classes and copies in a folder of photos. */
class FolderLinksTest {
    @TempDir
    private Path place;

    private final List<String> notes = new ArrayList<>();

    private Path folder() {
        return place.resolve("photos");
    }

    private void images(String... classes) throws Exception {
        for (String name : classes) {
            Pictures.write(folder().resolve(name), "png", 10, 8);
        }
    }

    private DataSet read(boolean follow) {
        DataSpec spec = new DataSpec(
                "photos", Optional.of(folder()), Optional.empty(), Fit.CROP, 0.2, false, follow, DataSpec.Origin.STUDY);
        notes.clear();
        return PreparedData.write(place.resolve("prepared"), spec, DataSources.of(spec, "s.yaml:1"), notes::add);
    }

    @Test
    void aLinkedClassFolderIsOneFaultUnlessLinksAreFollowed() throws Exception {
        images("a", "b");
        Pictures.write(place.resolve("elsewhere"), "png", 10, 8);
        Files.createSymbolicLink(folder().resolve("c"), place.resolve("elsewhere"));
        assertThatThrownBy(() -> read(false))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.problems()).hasSize(1))
                .hasMessageContaining("photos/c: this link leads out of the folder")
                .hasMessageContaining("\"links: follow\" under \"data\"");
        assertThat(read(true).classes()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void loopsAreSeen(boolean follow) throws Exception {
        images("a", "b", "a/deep");
        Files.createSymbolicLink(folder().resolve("a/deep/up"), Path.of(".."));
        Files.createSymbolicLink(folder().resolve("b/top"), folder());
        Files.createSymbolicLink(folder().resolve("b/twin"), folder().resolve("a/deep"));
        Files.createSymbolicLink(folder().resolve("b/twin2"), folder().resolve("a/deep"));
        DataSet data = read(follow);
        assertThat(data.train().count()
                        + data.validation().count()
                        + data.test().count())
                .isEqualTo(40);
        assertThat(notes)
                .contains(
                        "links that lead back to a folder that they are in are not followed: a/deep/up, b/top, b/twin/up",
                        "links to folders that are read already are not followed: b/twin2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001B[31mred", "\u202Eevil", " lead", "trail ", "zero\u200Bwidth", "tab\t"})
    void whatCannotBeAClassIsRefused(String name) throws Exception {
        images("a", "b", name);
        assertThatThrownBy(() -> read(false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the name of this class")
                .message()
                .matches("[\\x20-\\x7E]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00E9", "two words", "\u05D0\u05D1", "#1: \"best\"", "\uD83D\uDC31", "it's\\n"})
    void otherNamesComeBackAsTheyWere(String name) throws Exception {
        images("a", name);
        assertThat(read(false).classes()).containsExactlyInAnyOrder("a", name);
    }

    @Test
    void imagesInTwoPartsOrClassesAreNamedByTheirPixels() throws Exception {
        images("train/a", "train/b", "val/a", "val/b");
        Pictures.write(folder().resolve("test/b"), "png", 10, 8);
        Files.createDirectories(folder().resolve("test/a"));
        byte[] png = Files.readAllBytes(folder().resolve("train/a/3.png"));
        Files.write(folder().resolve("test/a/other.png"), png);
        Files.write(folder().resolve("train/b/wrong.png"), png);
        read(false);
        assertThat(notes)
                .containsExactly(
                        "equal images that have different classes: train/b/wrong.png = train/a/3.png",
                        "images to test on that are among those to train on, too, which flatters the score on them:"
                                + " test/a/other.png = train/a/3.png");
    }
}
