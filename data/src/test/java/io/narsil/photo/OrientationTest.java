package io.narsil.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrientationTest {
    /** What Pillow's ImageOps.exif_transpose makes of the rows 0 1 2 and 3 4 5. */
    private static final Map<Integer, List<List<Integer>>> PILLOW = Map.of(
            1, List.of(List.of(0, 1, 2), List.of(3, 4, 5)),
            2, List.of(List.of(2, 1, 0), List.of(5, 4, 3)),
            3, List.of(List.of(5, 4, 3), List.of(2, 1, 0)),
            4, List.of(List.of(3, 4, 5), List.of(0, 1, 2)),
            5, List.of(List.of(0, 3), List.of(1, 4), List.of(2, 5)),
            6, List.of(List.of(3, 0), List.of(4, 1), List.of(5, 2)),
            7, List.of(List.of(5, 2), List.of(4, 1), List.of(3, 0)),
            8, List.of(List.of(2, 5), List.of(1, 4), List.of(0, 3)));

    @TempDir
    private Path folder;

    @Test
    void everyOrientationIsTurnedAsPillowTurnsIt() {
        byte[] pixels = new byte[18];
        for (int i = 0; i < 18; i++) {
            pixels[i] = (byte) (i / 3);
        }
        PILLOW.forEach((orientation, rows) -> {
            Pixels seen = Orientation.upright(new Pixels(pixels, 2, 3), orientation);
            assertThat(seen.height()).as("orientation %d", orientation).isEqualTo(rows.size());
            assertThat(seen.width()).isEqualTo(rows.get(0).size());
            for (int row = 0; row < seen.height(); row++) {
                for (int column = 0; column < seen.width(); column++) {
                    assertThat((int) seen.rgb()[3 * (row * seen.width() + column) + 1])
                            .as("orientation %d at %d, %d", orientation, row, column)
                            .isEqualTo(rows.get(row).get(column));
                }
            }
        });
    }

    /** A photograph of which the camera says that its right side was up. */
    @Test
    void aPhotographIsReadAsItIsSeen() throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                image.setRGB(x, y, 0xFFFFFF);
            }
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", plain);
        byte[] jpeg = plain.toByteArray();
        int[] exif = {
            0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0,
            1, 0, 6, 0, 0, 0, 0, 0, 0
        };
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        for (int b : exif) {
            turned.write(b);
        }
        turned.write(jpeg, 2, jpeg.length - 2);
        Path file = Files.write(folder.resolve("photo.jpg"), turned.toByteArray());
        Pixels seen = Photo.read(Files.readAllBytes(file));
        assertThat(seen.height()).isEqualTo(32);
        assertThat(seen.width()).isEqualTo(16);
        // The stored left, which is white, is seen on top.
        assertThat(seen.rgb()[3 * (4 * 16 + 8)] & 0xFF).isGreaterThan(200);
        assertThat(seen.rgb()[3 * (28 * 16 + 8)] & 0xFF).isLessThan(50);
    }

    @Test
    void sixteenBitGreyKeepsItsBrightness() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 16; i++) {
            image.getRaster().setSample(i % 4, i / 4, 0, 0x8000);
        }
        Path file = folder.resolve("grey.png");
        ImageIO.write(image, "png", file.toFile());
        assertThat(Photo.read(Files.readAllBytes(file)).rgb()[0] & 0xFF).isEqualTo(0x80);
    }
}
