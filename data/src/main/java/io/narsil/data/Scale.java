package io.narsil.data;

/**
 * Crops the middle square of an image and scales it by a triangle filter as wide as the step (anti-aliased bilinear, as
 * in Pillow).
 */
final class Scale {
    private Scale() {}

    /** The middle square of an image (row, column, channel) at another size. */
    static byte[] square(byte[] image, int height, int width, int channels, int size) {
        int side = Math.min(height, width);
        int top = (height - side) / 2;
        int left = (width - side) / 2;
        float[][] weights = new float[size][];
        int[] starts = new int[size];
        weights(side, size, weights, starts);
        byte[] scaled = new byte[size * size * channels];
        // One row at a time: of a large image that is made larger, all rows would not fit in an array.
        float[] row = new float[side * channels];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < side * channels; x++) {
                float sum = 0;
                for (int k = 0; k < weights[y].length; k++) {
                    int from = ((top + starts[y] + k) * width + left) * channels + x;
                    sum += weights[y][k] * (image[from] & 0xFF);
                }
                row[x] = sum;
            }
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < weights[x].length; k++) {
                        sum += weights[x][k] * row[(starts[x] + k) * channels + c];
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
