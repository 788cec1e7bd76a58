package io.narsil.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures of a slope, up or down, for tests. */
final class TinyImages {
    private TinyImages() {}

    static void write(Path file, int size, int number) throws Exception {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        boolean up = file.getParent().endsWith("a");
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int value = (up ? x : size - x) * 160 / size + (number * 37 + x * y * (number + 1)) % 90;
                image.setRGB(x, y, value << 16 | value << 8 | number);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
