package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of folders that cannot be used as they are. */
class BadFoldersTest {
    @TempDir
    private Path folder;

    @Test
    void everyBadFileIsNamedAtOnce() throws Exception {
        Pictures.write(folder.resolve("a"), "jpg", 10, 64);
        Pictures.write(folder.resolve("b"), "jpg", 10, 64);
        Path whole = folder.resolve("a/0.jpg");
        byte[] jpeg = Files.readAllBytes(whole);
        Files.write(folder.resolve("a/cut.jpg"), Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
        Files.writeString(folder.resolve("b/text.jpg"), "this is no image");
        Files.write(folder.resolve("b/empty.png"), new byte[0]);
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cut.jpg: the image is")
                .hasMessageContaining("text.jpg: this is no image")
                .hasMessageContaining("empty.png: the file is empty")
                .hasMessageContaining("skip_broken: true");
        DataSpec skip = new DataSpec("images", Optional.of(folder), Optional.empty(), 0.2, true);
        DataSet data = SourcesTest.load(skip);
        assertThat(data.train().count()
                        + data.validation().count()
                        + data.test().count())
                .isEqualTo(20);
    }

    @Test
    void theNameOfAClassIsOneLine() throws Exception {
        Pictures.write(folder.resolve("a\nb"), "png", 5, 8);
        Pictures.write(folder.resolve("c"), "png", 5, 8);
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a\\nb: the name of this class has line breaks");
    }

    @Test
    void aClassWithOneImageIsNamed() throws Exception {
        Pictures.write(folder.resolve("many"), "png", 10, 8);
        Pictures.write(folder.resolve("single"), "png", 1, 8);
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("single: this class has 1 image, too few");
    }

    @Test
    void imagesOfSeveralSizesNeedAResolution() throws Exception {
        Pictures.write(folder.resolve("a"), "png", 5, 8);
        Pictures.write(folder.resolve("b"), "png", 5, 12);
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Maybe say \"resolution: 12\"");
        DataSpec scaled = new DataSpec("images", Optional.of(folder), Optional.of(10), 0.2, false);
        assertThat(SourcesTest.load(scaled).train().size()).isEqualTo(10);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        Pictures.write(folder.resolve("a"), "png", 5, 8);
        Pictures.write(folder.resolve("b"), "png", 5, 8);
        Pictures.write(elsewhere, "png", 1, 8);
        Files.createSymbolicLink(folder.resolve("a/link.png"), elsewhere.resolve("0.png"));
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("link.png: this link leads out of the folder");
    }

    @Test
    void greyAndSixteenBitsAmongColourAreColourToo() throws Exception {
        Pictures.write(folder.resolve("a"), "png", 5, 8);
        Pictures.write(folder.resolve("b"), "png", 5, 8);
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(8, 8, type);
            for (int i = 0; i < 64; i++) {
                image.setRGB(i % 8, i / 8, 0xFFFFFF);
            }
            assertThat(ImageIO.write(
                            image,
                            "png",
                            folder.resolve("b/grey-" + type + ".png").toFile()))
                    .isTrue();
        }
        DataSet data = SourcesTest.load(SourcesTest.at(folder));
        assertThat(data.train().channels()).isEqualTo(3);
        int white = 0;
        for (ImageSet set : new ImageSet[] {data.train(), data.validation(), data.test()}) {
            byte[] pixels = new byte[set.imageBytes()];
            for (int i = 0; i < set.count(); i++) {
                set.read(i, pixels);
                boolean all = true;
                for (byte value : pixels) {
                    all &= value == (byte) 255;
                }
                white += all ? 1 : 0;
            }
        }
        assertThat(white).isEqualTo(2);
    }

    @Test
    void aHundredThousandFilesInOneClassAreRead() throws Exception {
        Pictures.write(folder.resolve("a"), "png", 10, 4);
        Pictures.write(folder.resolve("b"), "png", 10, 4);
        for (int i = 10; i < 100_000; i++) {
            Files.createLink(folder.resolve("a/" + i + ".png"), folder.resolve("a/" + i % 10 + ".png"));
        }
        DataSet data = SourcesTest.load(SourcesTest.at(folder));
        assertThat(data.train().count()
                        + data.validation().count()
                        + data.test().count())
                .isEqualTo(100_010);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> DataSources.of(SourcesTest.at(folder.resolve("no")), "s.yaml:3"))
                .hasMessageContaining("s.yaml:3: there is no folder");
        assertThatThrownBy(() -> DataSources.of(DataSpec.builtIn("fashoin"), "s.yaml:3"))
                .hasMessageContaining("Maybe \"fashion\"");
        assertThatThrownBy(() -> SourcesTest.load(SourcesTest.at(folder))).hasMessageContaining("at least two classes");
    }
}
