package io.narsil.photo;

/**
 * The colours of an image.
 *
 * @param rgb values of 8 bits, in the order row, column, channel
 * @param height number of rows
 * @param width number of columns
 */
public record Pixels(byte[] rgb, int height, int width) {
    /** The brightness of each pixel, by the integers of Pillow's {@code convert("L")} (ITU-R 601). */
    public static byte[] grey(byte[] rgb) {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int sum = 19595 * (rgb[3 * i] & 0xFF) + 38470 * (rgb[3 * i + 1] & 0xFF) + 7471 * (rgb[3 * i + 2] & 0xFF);
            grey[i] = (byte) ((sum + 0x8000) >> 16);
        }
        return grey;
    }
}
