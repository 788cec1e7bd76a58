package io.narsil.data;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small pictures that all differ, for tests. */
final class Pictures {
    private Pictures() {}

    static void write(Path folder, String format, int count, int size) throws Exception {
        write(folder, format, count, size, size);
    }

    static void write(Path folder, String format, int count, int width, int height) throws Exception {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            int colour = folder.toString().hashCode() * 31 + i * 0x2F1D37;
            for (int p = 0; p < width * height; p++) {
                image.setRGB(p % width, p / width, (colour + p * 0x010305) & 0xFFFFFF);
            }
            ImageIO.write(image, format, folder.resolve(i + "." + format).toFile());
        }
    }
}
