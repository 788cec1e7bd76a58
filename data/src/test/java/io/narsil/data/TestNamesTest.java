package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNamesTest {
    @TempDir
    private Path folder;

    private DataSpec spec;

    @BeforeEach
    void images() throws Exception {
        for (String part : List.of("train", "val", "test")) {
            Pictures.write(folder.resolve("images").resolve(part).resolve("a"), "png", 6, 8);
            Pictures.write(folder.resolve("images").resolve(part).resolve("b"), "png", 6, 8);
        }
        spec = new DataSpec("images", Optional.of(folder.resolve("images")), Optional.empty(), 0.2, true);
    }

    private DataSet prepared() {
        return PreparedData.write(folder.resolve("prepared"), spec, DataSources.of(spec, "s.yaml:1"));
    }

    private List<Optional<String>> names(DataSet data) {
        try (TestNames names = TestNames.of(spec, data)) {
            return IntStream.range(0, data.test().count()).mapToObj(names::of).toList();
        }
    }

    @Test
    void imagesAreFoundAlsoBehindFilesThatWereLeftOut() throws Exception {
        Files.writeString(folder.resolve("images/test/a/2.png"), "no image");
        Files.writeString(folder.resolve("images/test/b/0.png"), "no image");
        List<Optional<String>> names = names(prepared());
        assertThat(names)
                .hasSize(10)
                .startsWith(Optional.of("test/a/0.png"), Optional.of("test/a/1.png"), Optional.of("test/a/3.png"))
                .endsWith(Optional.of("test/b/4.png"), Optional.of("test/b/5.png"));
    }

    @Test
    void anImageThatIsAnotherNowHasNoName() throws Exception {
        DataSet data = prepared();
        Files.copy(
                folder.resolve("images/train/b/0.png"),
                folder.resolve("images/test/a/0.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(names(data)).startsWith(Optional.empty(), Optional.of("test/a/1.png"));
        Files.move(folder.resolve("images"), folder.resolve("elsewhere"));
        assertThat(names(data)).containsOnly(Optional.empty());
    }

    @Test
    void builtInImagesAreNumbered() {
        spec = DataSpec.builtIn("fashion");
        DataSet data = PreparedData.temporary(spec, DataSources.of(spec, "s.yaml:1"));
        try (TestNames names = TestNames.of(spec, data)) {
            assertThat(names.of(7)).contains("test image 7");
        }
    }

    @Test
    void aThumbnailShowsTheImage() throws Exception {
        DataSet data = prepared();
        var picture = ImageIO.read(new ByteArrayInputStream(Thumbnail.png(data.test(), 3)));
        byte[] pixels = new byte[data.test().imageBytes()];
        data.test().read(3, pixels);
        assertThat(picture.getWidth()).isEqualTo(8);
        assertThat(picture.getRGB(5, 2) & 0xFFFFFF)
                .isEqualTo((pixels[63] & 0xFF) << 16 | (pixels[64] & 0xFF) << 8 | (pixels[65] & 0xFF));
    }

    @Test
    void aLargeGreyImageIsMadeSmaller() throws Exception {
        byte[] pixels = new byte[130 * 130];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 130 / 3 + i / 130 / 3);
        }
        ImageSet set = new ImageSet(java.nio.ByteBuffer.wrap(pixels), new int[1], 1, 130);
        var picture = ImageIO.read(new ByteArrayInputStream(Thumbnail.png(set, 0)));
        assertThat(picture.getWidth()).isEqualTo(43);
        assertThat(picture.getRGB(10, 20) & 0xFFFFFF).isEqualTo(30 * 0x010101);
    }
}
