package io.narsil.data;

import io.narsil.tensors.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Square images of one size with their classes.
 *
 * @param pixels values of 8 bits, in the order image, row, column, channel
 * @param labels class of each image
 * @param channels number of channels: 3 for colour, 1 for grey
 * @param size pixels a side
 */
public record ImageSet(Bytes pixels, int[] labels, int channels, int size) {
    public ImageSet {
        long image = (long) channels * size * size;
        if (image > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("one image of " + channels + "x" + size + "x" + size + " is too large");
        }
        if (pixels.size() != labels.length * image) {
            throw new IllegalArgumentException(pixels.size() + " bytes are not " + labels.length + " images of "
                    + channels + "x" + size + "x" + size);
        }
    }

    /** Images in memory. */
    public ImageSet(ByteBuffer pixels, int[] labels, int channels, int size) {
        this(Bytes.of(pixels), labels, channels, size);
    }

    /** The number of images. */
    public int count() {
        return labels.length;
    }

    /** The values of one image. */
    public int imageBytes() {
        return channels * size * size;
    }

    /** Copies the values of one image to the start of {@code target}. */
    public void read(int index, byte[] target) {
        pixels.read((long) index * imageBytes(), target, imageBytes());
    }

    /** The first images, which are not copied. */
    public ImageSet first(int count) {
        return new ImageSet(pixels.first((long) count * imageBytes()), Arrays.copyOf(labels, count), channels, size);
    }
}
