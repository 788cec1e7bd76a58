package io.narsil.augment;

/**
 * A part of a picture.
 *
 * @param top first row
 * @param left first column
 * @param height number of rows
 * @param width number of columns
 */
record Window(int top, int left, int height, int width) {
    /** Bits of a weight: two of them and a value of 8 bits fit in an integer. */
    private static final int BITS = 11;

    private static final int ONE = 1 << BITS;
    private static final int HALF = 1 << (2 * BITS - 1);

    /**
     * For each scaled pixel the two that it lies between, where outside there is nothing but the last pixel.
     *
     * @param first first of the two
     * @param second other one
     * @param weights weight of the other one, in parts of {@link #ONE}
     */
    private record Line(int[] first, int[] second, int[] weights) {
        static Line of(int from, int to) {
            Line line = new Line(new int[to], new int[to], new int[to]);
            for (int i = 0; i < to; i++) {
                double centre = Math.max(0, (i + 0.5) * from / to - 0.5);
                int before = (int) centre;
                line.first[i] = before;
                line.second[i] = Math.min(from - 1, before + 1);
                line.weights[i] = (int) Math.rint((centre - before) * ONE);
            }
            return line;
        }
    }

    /**
     * This part as large as the whole picture, bilinear. Integers alone are added, so that the bits are the same on
     * every machine.
     */
    Picture scaled(Picture picture) {
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
            int row = down.first[y];
            if (row != have) {
                // A window is never larger than the picture, so no row is left out: the lower becomes the upper one.
                int[] free = upper;
                upper = lower;
                lower = free;
                if (have < 0) {
                    stretch(picture, row, across, upper);
                }
                stretch(picture, down.second[y], across, lower);
                have = row;
            }
            blend(upper, lower, down.weights[y], blended);
            // Apart from the sums, of which the compiler makes vector instructions only so: twice as quick.
            for (int i = 0, at = y * size * channels; i < blended.length; i++) {
                scaled[at + i] = (byte) blended[i];
            }
        }
        return picture.with(scaled);
    }

    /** The same for values in place of pixels, from the picture's first column on. */
    private Line across(Line pixels, int channels) {
        int count = pixels.first.length * channels;
        Line values = new Line(new int[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            int pixel = i / channels;
            values.first[i] = (left + pixels.first[pixel]) * channels + i % channels;
            values.second[i] = (left + pixels.second[pixel]) * channels + i % channels;
            values.weights[i] = pixels.weights[pixel];
        }
        return values;
    }

    private void stretch(Picture picture, int row, Line across, int[] into) {
        byte[] pixels = picture.pixels();
        int start = (top + row) * picture.size() * picture.channels();
        for (int i = 0; i < into.length; i++) {
            int a = pixels[start + across.first[i]] & 0xFF;
            int b = pixels[start + across.second[i]] & 0xFF;
            into[i] = a * ONE + (b - a) * across.weights[i];
        }
    }

    private static void blend(int[] upper, int[] lower, int weight, int[] into) {
        int other = ONE - weight;
        for (int i = 0; i < upper.length; i++) {
            into[i] = (upper[i] * other + lower[i] * weight + HALF) >> (2 * BITS);
        }
    }
}
