package io.narsil.data;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Scales images by a triangle filter as wide as the step (anti-aliased bilinear, as in Pillow), after cutting the
 * middle square out.
 */
final class Scale {
    private Scale() {}

    /** All images of a set at another size; the set itself where no size is asked for. */
    static ImageSet to(ImageSet set, Optional<Integer> resolution) {
        if (resolution.isEmpty() || resolution.get() == set.size()) {
            return set;
        }
        int size = resolution.get();
        byte[] image = new byte[set.imageBytes()];
        ByteBuffer pixels = ByteBuffer.allocate(set.count() * set.channels() * size * size);
        for (int i = 0; i < set.count(); i++) {
            set.read(i, image);
            pixels.put(square(image, set.size(), set.size(), set.channels(), size));
        }
        return new ImageSet(pixels.flip(), set.labels(), set.channels(), size);
    }

    /** The middle square of an image (row, column, channel) at another size. */
    static byte[] square(byte[] image, int height, int width, int channels, int size) {
        int side = Math.min(height, width);
        int top = (height - side) / 2;
        int left = (width - side) / 2;
        float[] rows = new float[size * side * channels];
        float[][] weights = new float[size][];
        int[] starts = new int[size];
        weights(side, size, weights, starts);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < side * channels; x++) {
                float sum = 0;
                for (int k = 0; k < weights[y].length; k++) {
                    int from = ((top + starts[y] + k) * width + left) * channels + x;
                    sum += weights[y][k] * (image[from] & 0xFF);
                }
                rows[y * side * channels + x] = sum;
            }
        }
        byte[] scaled = new byte[size * size * channels];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < weights[x].length; k++) {
                        sum += weights[x][k] * rows[(y * side + starts[x] + k) * channels + c];
                    }
                    scaled[(y * size + x) * channels + c] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
                }
            }
        }
        return scaled;
    }

    private static void weights(int from, int to, float[][] weights, int[] starts) {
        double step = (double) from / to;
        double reach = Math.max(1, step);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * step;
            int first = Math.max(0, (int) Math.floor(centre - reach));
            int last = Math.min(from, (int) Math.ceil(centre + reach));
            float[] row = new float[last - first];
            float sum = 0;
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
                sum += row[k];
            }
            for (int k = 0; k < row.length; k++) {
                row[k] /= sum;
            }
            weights[i] = row;
            starts[i] = first;
        }
    }
}
