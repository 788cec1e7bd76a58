package io.narsil.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A prepared image as a picture of its own size, to be looked at. */
public final class SquarePicture {
    private SquarePicture() {}

    /** The bytes of a JPEG file of an image of a set. */
    public static byte[] jpeg(ImageSet set, int index) {
        byte[] pixels = new byte[set.imageBytes()];
        set.read(index, pixels);
        int side = set.size();
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | (pixels[i * set.channels() + Math.min(c, set.channels() - 1)] & 0xFF);
            }
            picture.setRGB(i % side, i / side, rgb);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }
}
