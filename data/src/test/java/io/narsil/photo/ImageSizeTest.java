package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size that a header says is that of the decoded image. */
class ImageSizeTest {
    @TempDir
    private Path folder;

    @Test
    void theSizeIsThatOfTheDecodedImage() throws Exception {
        int read = 0;
        Path images = Path.of(ImageSizeTest.class.getResource("colours").toURI());
        try (Stream<Path> files = Files.list(images)) {
            List<Path> all = files.filter(f -> f.toString().matches(".*\\.(png|jpe?g|gif|bmp|webp|tiff?)"))
                    .sorted()
                    .toList();
            for (Path file : all) {
                Pixels pixels = Photo.read(Files.readAllBytes(file));
                ImageSize size = Photo.size(file);
                assertThat(size.width()).as(file.toString()).isEqualTo(pixels.width());
                assertThat(size.height()).as(file.toString()).isEqualTo(pixels.height());
                read++;
            }
        }
        assertThat(read).isGreaterThan(20);
    }

    /** Of a large JPEG file only the beginning is read, so what comes after it may be anything. */
    @Test
    void aLargeJpegIsNotReadToItsEnd() throws Exception {
        BufferedImage image = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < 600 * 400; i++) {
            image.setRGB(i % 600, i / 600, random.nextInt());
        }
        Path file = folder.resolve("a.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        byte[] whole = Files.readAllBytes(file);
        assertThat(whole.length).isGreaterThan(1 << 16);
        assertThat(Photo.size(file)).isEqualTo(new ImageSize(600, 400, false));
        Files.write(file, Arrays.copyOf(whole, 200));
        assertThatThrownBy(() -> Photo.size(file)).isInstanceOf(IOException.class);
    }
}
