package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders to measure a network on need not be fit to train one; the contract of sources has what all of them do. */
class MeasuredImagesTest {
    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();

    private void images(String name, int count) throws Exception {
        Pictures.write(folder.resolve(name), "png", count, 8);
    }

    private MeasuredImages usual() {
        DataSpec spec = spec();
        return MeasuredImages.usual(spec, DataSources.of(spec, "--data"));
    }

    private DataSpec spec() {
        return DataSpec.of(folder.toString(), Optional.empty());
    }

    private void readAll(MeasuredImages images) {
        images.forEach(8, 3, Fit.LETTERBOX, pixels -> pixels.length, new MeasuredImages.Taker<>() {
            @Override
            public void take(int image, Integer made) {
                assertThat(made).isEqualTo(8 * 8 * 3);
                taken.add(folder.relativize(Path.of(images.name(image))).toString());
            }

            @Override
            public void unread(int image, IOException reason) {
                taken.add("unread " + folder.relativize(Path.of(images.name(image))));
            }
        });
    }

    @Test
    void aClassWithOneImageAndOneWithoutAreThere() throws Exception {
        images("cat", 1);
        images("dog", 3);
        Files.createDirectory(folder.resolve("eel"));
        try (MeasuredImages images = usual()) {
            assertThat(images.part()).isEmpty();
            assertThat(images.heldOut()).isFalse();
            assertThat(images.classes()).containsExactly("cat", "dog", "eel");
            assertThat(images.labels()).containsExactly(0, 1, 1, 1);
            readAll(images);
            assertThat(taken).containsExactly("cat/0.png", "dog/0.png", "dog/1.png", "dog/2.png");
        }
    }

    @Test
    void aSingleClassIsEnough() throws Exception {
        images("cat", 2);
        try (MeasuredImages images = usual()) {
            assertThat(images.labels()).containsExactly(0, 0);
        }
    }

    @Test
    void whereThereIsAPartToTestOnItIsTaken() throws Exception {
        images("train/cat", 3);
        images("train/dog", 3);
        images("Testing/dog", 2);
        try (MeasuredImages images = usual()) {
            assertThat(images.part()).contains(Part.TEST);
            assertThat(images.heldOut()).isFalse();
            assertThat(images.classes()).containsExactly("cat", "dog");
            assertThat(images.labels()).containsExactly(1, 1);
        }
    }

    /** A search needs images to train on; this does not. */
    @Test
    void aPartToTestOnStandsAlone() throws Exception {
        images("test/cat", 2);
        images("test/dog", 1);
        try (MeasuredImages images = usual()) {
            assertThat(images.part()).contains(Part.TEST);
            assertThat(images.labels()).containsExactly(0, 0, 1);
        }
        assertThatThrownBy(() -> MeasuredImages.of(spec(), DataSources.of(spec(), "--data"), Part.TRAIN))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("there is no image to train on. Maybe another --part");
    }

    @Test
    void imagesThatCannotBeReadKeepTheirPlace() throws Exception {
        images("cat", 70);
        Files.writeString(folder.resolve("cat/5.png"), "no image");
        Files.writeString(folder.resolve("cat/readme.txt"), "no image");
        try (MeasuredImages images = usual()) {
            readAll(images);
            assertThat(taken).hasSize(71).contains("unread cat/5.png", "unread cat/readme.txt");
            assertThat(taken.indexOf("unread cat/5.png")).isEqualTo(taken.indexOf("cat/49.png") + 1);
        }
    }

    @Test
    void aFolderWithoutClassesIsRefused() throws Exception {
        images("", 2);
        assertThatThrownBy(this::usual)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "there must be a folder for each class of the images, but there is none. Maybe put the");
    }
}
