package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of photos as people have them. */
class FoldersTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private void images(String... classes) throws Exception {
        for (String name : classes) {
            Pictures.write(folder.resolve(name), "png", 10, 8);
        }
    }

    private DataSet read() throws Exception {
        return read(SourcesTest.at(folder));
    }

    private DataSet read(DataSpec spec) throws Exception {
        notes.clear();
        Path file = Files.createTempDirectory(folder.getParent(), "prepared").resolve("images.safetensors");
        return PreparedData.write(file, spec, DataSources.of(spec, "s.yaml:1"), notes::add);
    }

    private static List<Integer> counts(DataSet data) {
        return List.of(
                data.train().count(), data.validation().count(), data.test().count());
    }

    @Test
    void aPlainFolderNeedsNoNote() throws Exception {
        images("a", "b");
        assertThat(counts(read())).containsExactly(12, 4, 4);
        assertThat(notes).isEmpty();
    }

    @Test
    void foldersInsideAClassBelongToIt() throws Exception {
        images("cat", "dog", "cat/2024", "cat/2024/may", "dog/2024");
        DataSet data = read();
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(counts(data)).containsExactly(32, 8, 10);
        assertThat(notes)
                .containsExactly(
                        "folders inside a class folder are read as part of their class: cat/2024, cat/2024/may, dog/2024");
    }

    @Test
    void whatSystemsLeaveBehindIsNoClassAndNoImage() throws Exception {
        images("a", "b", "__MACOSX/a", "@eaDir", "a/@eaDir/0.png", "$RECYCLE.BIN", "#recycle", ".thumbnails");
        for (String name : List.of("Thumbs.db", "desktop.ini", ".DS_Store", "._000.png", "0.png:Zone.Identifier")) {
            Files.writeString(folder.resolve("a").resolve(name), "no image");
        }
        DataSet data = read();
        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(counts(data)).containsExactly(12, 4, 4);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("are not read: #recycle, $RECYCLE.BIN, .thumbnails and 3 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train val test", "Train Valid Test", "TRAIN validation Testing", "training dev holdout"})
    void partsHaveTheirUsualNames(String names) throws Exception {
        String[] parts = names.split(" ", -1);
        for (String part : parts) {
            images(part + "/a", part + "/b");
        }
        images("raw/x");
        DataSet data = read();
        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(counts(data)).containsExactly(20, 20, 20);
        assertThat(notes).containsExactly("folders beside " + parts[0] + " that are not used: raw");
    }

    @Test
    void ofTwoFoldersForOnePartTheOtherIsNamed() throws Exception {
        images("train/a", "train/b", "valid/a", "valid/b", "val/a", "val/b");
        assertThat(counts(read())).containsExactly(16, 20, 4);
        assertThat(notes).containsExactly("folders that are not used, since val holds the images to choose by: valid");
        images("training/a", "training/b");
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("several folders hold images to train on: train, training");
    }

    @Test
    void partsWithoutAFolderToTrainOnAreRefused() throws Exception {
        images("valid/a", "valid/b", "test/a", "test/b");
        assertThatThrownBy(this::read).hasMessageContaining("there is no folder \"train\" beside test, valid");
    }

    @Test
    void partsAmongAndInsideClassesAreRefused() throws Exception {
        images("a", "b", "test/a", "test/b");
        assertThatThrownBy(this::read)
                .hasMessageContaining(
                        "test: this looks like a part of the images, but there are classes beside it: a, b");
        Files.move(folder.resolve("test"), folder.resolve("a/test"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("a/test: a part of the images stands inside a class")
                .hasMessageContaining("Maybe it is to be " + folder + "/test/a");
    }

    @Test
    void aClassMayBeCalledTrain() throws Exception {
        images("train", "bus");
        assertThat(read().classes()).containsExactly("bus", "train");
        assertThat(notes).singleElement().asString().contains("have the name of a part: train");
    }

    @Test
    void classesThatPartsDoNotShareAreNamed() throws Exception {
        images("train/cat", "train/dog", "train/owl", "test/Cat", "test/dog", "test/zebra");
        assertThatThrownBy(this::read)
                .hasMessageContaining(
                        "test/Cat: there is no class of that name to train on. Maybe it is the class \"cat\"")
                .hasMessageContaining(
                        "test/zebra: there is no class of that name to train on. Maybe remove the folder");
        Files.move(folder.resolve("test/Cat"), folder.resolve("test/cat"));
        Files.move(folder.resolve("test/zebra"), folder.resolve("raw"));
        assertThat(read().classes()).containsExactly("cat", "dog", "owl");
        assertThat(notes).contains("classes of which test has no image: owl");
    }

    @Test
    void oneNameInTwoSpellingsOfUnicodeIsOneClass() throws Exception {
        images("train/caf\u00E9", "train/tea", "test/cafe\u0301", "test/tea");
        DataSet data = read();
        assertThat(data.classes()).containsExactly("caf\u00E9", "tea");
        assertThat(counts(data)).containsExactly(16, 4, 20);
    }

    @Test
    void aFolderAboveTheClassesIsNamed() throws Exception {
        images("photos/a", "photos/b");
        assertThatThrownBy(this::read).hasMessageContaining("Maybe name the folder " + folder.resolve("photos"));
    }

    @Test
    void imagesInNoClassAreNamed() throws Exception {
        images("train/a", "train/b", "test");
        assertThat(counts(read())).containsExactly(12, 4, 4);
        assertThat(notes)
                .containsExactly(
                        "images in no class folder are not used: test/0.png, test/1.png, test/2.png and 7 more");
    }

    @Test
    void equalFaultsAreOneLine() throws Exception {
        images("a", "b");
        for (int i = 0; i < 40; i++) {
            Files.writeString(folder.resolve("a/" + i + ".webp"), "no image");
        }
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.problems()).hasSize(1))
                .hasMessageContaining("a/0.webp: ")
                .hasMessageContaining("(and 39 others are like it)");
        DataSpec skip = new DataSpec("images", Optional.of(folder), Optional.empty(), 0.2, true);
        read(skip);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("files that are left out, since they cannot be read: a/");
        assertThatThrownBy(() -> read(SourcesTest.at(folder).options(false, false)))
                .hasMessageContaining("--skip-broken");
    }

    @Test
    void aClassThatHasOnlyBrokenImagesIsRefused() throws Exception {
        images("a", "b");
        Files.createDirectories(folder.resolve("c"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("c/" + i + ".png"), "no image");
        }
        DataSpec skip = new DataSpec("images", Optional.of(folder), Optional.empty(), 0.2, true);
        assertThatThrownBy(() -> read(skip)).hasMessageContaining("left of the class \"c\" to train on");
    }
}
