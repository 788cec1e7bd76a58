package io.narsil.augment;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;
import java.util.Arrays;

/**
 * A part of a picture as a square of any size, scaled once, from the picture's own pixels: what is scaled twice is blurred twice. Sums have
 * one order, so that the bits are the same on every machine.
 *
 * @param window part of the picture
 * @param side pixels a side of the square
 */
record ScaledWindow(Window window, int side) implements Reframing {
    /** Values of pixels as numbers: to look one up is quicker than to make it. */
    private static final float[] NUMBERS = new float[256];

    static {
        for (int i = 0; i < NUMBERS.length; i++) {
            NUMBERS[i] = i;
        }
    }

    @Override
    public Placement placement(int size) {
        return new Placement(
                Axis.drawn(window.left(), window.width(), 0, side), Axis.drawn(window.top(), window.height(), 0, side));
    }

    @Override
    public Picture apply(Picture picture) {
        int channels = picture.channels();
        Triangle down = Triangle.of(window.height(), side);
        Triangle across = Triangle.of(window.width(), side);
        byte[] scaled = new byte[side * side * channels];
        Rows rows = new Rows(picture, down);
        for (int y = 0; y < side; y++) {
            rows.between(y);
            stretch(rows.sum, across, channels, scaled, y * side * channels);
        }
        return new Picture(scaled, side, channels);
    }

    private static void stretch(float[] row, Triangle across, int channels, byte[] into, int at) {
        int next = at;
        for (int x = 0; x < across.starts().length; x++) {
            float[] weights = across.weights()[x];
            int from = across.starts()[x] * channels;
            if (channels == 3) {
                // As below, but three times as quick: a weight is read once for all channels.
                float red = 0;
                float green = 0;
                float blue = 0;
                for (float weight : weights) {
                    red += weight * row[from];
                    green += weight * row[from + 1];
                    blue += weight * row[from + 2];
                    from += 3;
                }
                into[next] = rounded(red);
                into[next + 1] = rounded(green);
                into[next + 2] = rounded(blue);
                next += 3;
            } else {
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < weights.length; k++) {
                        sum += weights[k] * row[from + k * channels + c];
                    }
                    into[next++] = rounded(sum);
                }
            }
        }
    }

    private static byte rounded(float value) {
        return (byte) Math.min(255, (int) (value + 0.5f));
    }

    /** Rows of the window that are scaled down already, and not across. */
    private final class Rows {
        private final Picture picture;
        private final Triangle down;
        /** The last rows of the window as numbers, since two or more scaled ones are made of each. */
        private final float[][] last;

        private final float[] sum;
        private int have;

        Rows(Picture picture, Triangle down) {
            this.picture = picture;
            this.down = down;
            int most =
                    Arrays.stream(down.weights()).mapToInt(w -> w.length).max().orElseThrow();
            this.sum = new float[window.width() * picture.channels()];
            this.last = new float[most][sum.length];
        }

        /** Makes the sum that of a scaled row. */
        void between(int y) {
            float[] weights = down.weights()[y];
            int first = down.starts()[y];
            for (; have < first + weights.length; have++) {
                numbers(have, last[have % last.length]);
            }
            Arrays.fill(sum, 0);
            for (int k = 0; k < weights.length; k++) {
                add(weights[k], last[(first + k) % last.length], sum);
            }
        }

        private void numbers(int row, float[] into) {
            byte[] pixels = picture.pixels();
            int from = ((window.top() + row) * picture.size() + window.left()) * picture.channels();
            for (int i = 0; i < into.length; i++) {
                into[i] = NUMBERS[pixels[from + i] & 0xFF];
            }
        }

        /** Apart, since the compiler makes vector instructions of it only so. */
        private static void add(float weight, float[] row, float[] sum) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * row[i];
            }
        }
    }
}
