package io.narsil.augment;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;

/**
 * A part of a picture.
 *
 * @param top first row
 * @param left first column
 * @param height number of rows
 * @param width number of columns
 */
record Window(int top, int left, int height, int width) implements Reframing {
    @Override
    public Placement placement(int size) {
        return new Placement(Axis.drawn(left, width, 0, size), Axis.drawn(top, height, 0, size));
    }

    /**
     * This part as large as the whole picture, bilinear. Integers alone are added, so that the bits are the same on
     * every machine.
     */
    @Override
    public Picture apply(Picture picture) {
        int size = picture.size();
        if (height == size && width == size) {
            return picture;
        }
        int channels = picture.channels();
        Line across = across(Line.of(width, size), channels);
        Line down = Line.of(height, size);
        byte[] scaled = new byte[picture.pixels().length];
        int[] upper = new int[size * channels];
        int[] lower = new int[size * channels];
        int[] blended = new int[size * channels];
        int have = -1;
        for (int y = 0; y < size; y++) {
            int row = down.first()[y];
            if (row != have) {
                // A window is never larger than the picture, so no row is left out: the lower becomes the upper one.
                int[] free = upper;
                upper = lower;
                lower = free;
                if (have < 0) {
                    stretch(picture, row, across, upper);
                }
                stretch(picture, down.second()[y], across, lower);
                have = row;
            }
            blend(upper, lower, down.weights()[y], blended);
            // Apart from the sums, of which the compiler makes vector instructions only so: twice as quick.
            for (int i = 0, at = y * size * channels; i < blended.length; i++) {
                scaled[at + i] = (byte) blended[i];
            }
        }
        return picture.with(scaled);
    }

    /** The same for values in place of pixels, from the picture's first column on. */
    private Line across(Line pixels, int channels) {
        int count = pixels.first().length * channels;
        Line values = new Line(new int[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            int pixel = i / channels;
            values.first()[i] = (left + pixels.first()[pixel]) * channels + i % channels;
            values.second()[i] = (left + pixels.second()[pixel]) * channels + i % channels;
            values.weights()[i] = pixels.weights()[pixel];
        }
        return values;
    }

    private void stretch(Picture picture, int row, Line across, int[] into) {
        byte[] pixels = picture.pixels();
        int start = (top + row) * picture.size() * picture.channels();
        for (int i = 0; i < into.length; i++) {
            int a = pixels[start + across.first()[i]] & 0xFF;
            int b = pixels[start + across.second()[i]] & 0xFF;
            into[i] = a * Line.ONE + (b - a) * across.weights()[i];
        }
    }

    private static void blend(int[] upper, int[] lower, int weight, int[] into) {
        int other = Line.ONE - weight;
        for (int i = 0; i < upper.length; i++) {
            into[i] = (upper[i] * other + lower[i] * weight + Line.HALF) >> (2 * Line.BITS);
        }
    }
}
