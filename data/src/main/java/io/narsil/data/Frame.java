package io.narsil.data;

import io.narsil.boxes.Placement;
import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.io.IOException;

/**
 * The common form of all images of a set.
 *
 * @param size pixels a side
 * @param channels number of channels: 3 for colour, 1 for grey
 * @param scaled choice to scale images to it; otherwise they must have that size
 * @param fit way in which they are scaled
 */
record Frame(int size, int channels, boolean scaled, Fit fit) {
    /** The longest array that every Java virtual machine can make. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** A form; a {@link UserException} if one image would be larger than an array can be. */
    static Frame of(String where, int size, int channels, boolean scaled, Fit fit) {
        long bytes = (long) size * size * channels;
        if (size > MOST / size / channels) {
            throw new UserException(
                    where,
                    "one image of " + channels + "x" + size + "x" + size + " has " + bytes + " values, more than "
                            + MOST,
                    "a smaller \"resolution\" under \"data\"");
        }
        return new Frame(size, channels, scaled, fit);
    }

    /** The bytes of one image. */
    int imageBytes() {
        return size * size * channels;
    }

    /** Whether an image can be brought to this form. */
    boolean takes(DecodedImage image) {
        return scaled || (image.height() == size && image.width() == size);
    }

    /** The values of an image at this size, with its own number of channels. */
    byte[] sized(DecodedImage image) throws IOException {
        return image.height() == size && image.width() == size ? image.pixels() : Scale.square(image, fit, size);
    }

    /** Where the pixels of an image that this form takes are in its square. */
    Placement placement(int height, int width) {
        return Drawing.of(height, width, fit, size).placement();
    }

    /**
     * An image's values with this number of channels.
     *
     * @param pixels values of an image at this size
     * @param from number of its channels
     */
    byte[] channelled(byte[] pixels, int from) throws IOException {
        if (from == channels) {
            return pixels;
        }
        if (from == 3 && channels == 1 && grey(pixels)) {
            byte[] narrow = new byte[pixels.length / 3];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = pixels[3 * i];
            }
            return narrow;
        }
        if (from == 1 && channels == 3) {
            return wide(pixels);
        }
        throw new IOException("the image has " + from + " channels, and others have " + channels);
    }

    /** Grey values as colours. */
    static byte[] wide(byte[] grey) {
        byte[] wide = new byte[3 * grey.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = grey[i / 3];
        }
        return wide;
    }

    /** Whether the three channels of every pixel are equal. */
    static boolean grey(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
