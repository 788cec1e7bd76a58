package io.narsil.data;

/**
 * An image as a source decodes it, of any size.
 *
 * @param pixels values of 8 bits, in the order row, column, channel
 * @param height number of rows
 * @param width number of columns
 * @param channels number of channels: 3 for colour, 1 for grey
 */
public record DecodedImage(byte[] pixels, int height, int width, int channels) {
    public DecodedImage {
        if (pixels.length != (long) height * width * channels) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes are not an image of " + channels + "x" + height + "x" + width);
        }
    }
}
