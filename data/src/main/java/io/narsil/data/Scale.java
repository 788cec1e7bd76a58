package io.narsil.data;

import io.narsil.augment.Triangle;
import io.narsil.data.Drawing.Area;
import io.narsil.photo.BadImage;
import io.narsil.task.Fit;
import java.util.Arrays;

/**
 * Scales an image, or a part of it, by a triangle filter as wide as the step (anti-aliased bilinear, as in Pillow).
 *
 * @param height number of rows of the image
 * @param width number of its columns
 */
record Scale(int height, int width, int channels) {
    /** The longest side of a letterboxed image: what a row takes in floats would else be more than the image itself. */
    private static final int LONGEST = 1 << 20;

    /**
     * An image (row, column, channel) as a square of some size.
     *
     * @throws BadImage where one side is far too long for the other
     */
    static byte[] square(DecodedImage image, Fit fit, int size) throws BadImage {
        if (fit == Fit.LETTERBOX && Math.max(image.height(), image.width()) > LONGEST) {
            throw new BadImage(
                    "the image has " + image.width() + "x" + image.height()
                            + " pixels, and letterbox takes sides of up to " + LONGEST,
                    "it is no photo");
        }
        Scale scale = new Scale(image.height(), image.width(), image.channels());
        byte[] square = new byte[size * size * image.channels()];
        if (fit == Fit.LETTERBOX) {
            Arrays.fill(square, (byte) Fit.GREY);
        }
        Drawing drawing = Drawing.of(image.height(), image.width(), fit, size);
        scale.draw(image.pixels(), drawing.from(), square, size, drawing.to());
        return square;
    }

    /** The share of an image that lies outside its middle square. */
    static double cutAway(int height, int width) {
        return 1 - (double) Math.min(height, width) / Math.max(height, width);
    }

    /** Draws a part of the image at a place of a square. */
    private void draw(byte[] image, Area from, byte[] square, int size, Area to) {
        Triangle down = Triangle.of(from.height(), to.height());
        Triangle across = Triangle.of(from.width(), to.width());
        // One row at a time: of a large image that is made larger, all rows would not fit in an array.
        float[] row = new float[from.width() * channels];
        for (int y = 0; y < to.height(); y++) {
            float[] rows = down.weights()[y];
            for (int x = 0; x < row.length; x++) {
                float sum = 0;
                for (int k = 0; k < rows.length; k++) {
                    int at = ((from.top() + down.starts()[y] + k) * width + from.left()) * channels + x;
                    sum += rows[k] * (image[at] & 0xFF);
                }
                row[x] = sum;
            }
            int at = ((to.top() + y) * size + to.left()) * channels;
            for (int x = 0; x < to.width(); x++) {
                float[] columns = across.weights()[x];
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < columns.length; k++) {
                        sum += columns[k] * row[(across.starts()[x] + k) * channels + c];
                    }
                    square[at++] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
                }
            }
        }
    }
}
