package io.narsil.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Sound images with something in them. */
final class Chunks {
    static final int WIDTH = 3;
    static final int HEIGHT = 2;
    /** The signature and the chunk IHDR. */
    private static final int START = 8 + 12 + 13;

    private static final byte[] PNG = image("png");

    private Chunks() {}

    /** A small image, encoded. */
    static byte[] image(String form) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0x336699);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, form, bytes)) {
                throw new IllegalArgumentException(form);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A PNG with a chunk of any content, whose checksum is right. */
    static byte[] pngWith(String kind, byte[] content) {
        byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return ByteBuffer.allocate(PNG.length + 12 + content.length)
                .put(PNG, 0, START)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .put(PNG, START, PNG.length - START)
                .array();
    }
}
