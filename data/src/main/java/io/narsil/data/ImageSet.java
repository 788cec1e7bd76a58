package io.narsil.data;

import java.nio.ByteBuffer;

/**
 * Square images of one size with their classes.
 *
 * @param pixels 8 bits a value, in the order image, row, column, channel
 * @param labels the class of each image
 */
public record ImageSet(ByteBuffer pixels, int[] labels, int channels, int size) {
    public ImageSet {
        if (pixels.remaining() != (long) labels.length * channels * size * size) {
            throw new IllegalArgumentException(pixels.remaining() + " bytes are not " + labels.length + " images of "
                    + channels + "x" + size + "x" + size);
        }
        pixels = pixels.slice();
    }

    public int count() {
        return labels.length;
    }

    /** The values of one image. */
    public int imageBytes() {
        return channels * size * size;
    }

    /** Copies the values of one image to the start of {@code target}. */
    public void read(int index, byte[] target) {
        pixels.get(index * imageBytes(), target, 0, imageBytes());
    }
}
