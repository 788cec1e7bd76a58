package io.narsil.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A small picture of a prepared image, to be looked at. */
public final class Thumbnail {
    private static final int MOST = 64;

    private Thumbnail() {}

    /** The bytes of a PNG file of an image of a set, of 64 pixels a side or a little less where the image is larger. */
    public static byte[] png(ImageSet set, int index) {
        byte[] pixels = new byte[set.imageBytes()];
        set.read(index, pixels);
        int step = Math.max(1, (set.size() + MOST - 1) / MOST);
        int side = set.size() / step;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | mean(pixels, set, y * step, x * step, step, Math.min(c, set.channels() - 1));
                }
                picture.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    /** The mean of a square of values of one channel. */
    private static int mean(byte[] pixels, ImageSet set, int top, int left, int step, int channel) {
        int sum = 0;
        for (int y = top; y < top + step; y++) {
            for (int x = left; x < left + step; x++) {
                sum += pixels[(y * set.size() + x) * set.channels() + channel] & 0xFF;
            }
        }
        return sum / (step * step);
    }
}
