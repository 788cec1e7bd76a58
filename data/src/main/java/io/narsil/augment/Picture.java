package io.narsil.augment;

/**
 * A square image.
 *
 * @param pixels values of 8 bits, in the order row, column, channel
 * @param size pixels a side
 */
public record Picture(byte[] pixels, int size, int channels) {
    public Picture {
        if (pixels.length != size * size * channels) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes are not an image of " + channels + "x" + size + "x" + size);
        }
    }

    int at(int row, int column, int channel) {
        return pixels[(row * size + column) * channels + channel] & 0xFF;
    }

    Picture with(byte[] changed) {
        return new Picture(changed, size, channels);
    }

    /** The brightness of a pixel as torchvision computes it; with one channel it is the value itself. */
    int gray(int pixel) {
        int from = pixel * channels;
        if (channels != 3) {
            return pixels[from] & 0xFF;
        }
        return (int) (0.2989f * (pixels[from] & 0xFF)
                + 0.587f * (pixels[from + 1] & 0xFF)
                + 0.114f * (pixels[from + 2] & 0xFF));
    }
}
