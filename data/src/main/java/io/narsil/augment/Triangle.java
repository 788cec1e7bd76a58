package io.narsil.augment;

/**
 * The pixels of a row or column that each scaled pixel is made of, by a triangle filter as wide as the step: anti-aliased bilinear, as in
 * Pillow.
 *
 * @param weights weights of these pixels, by scaled pixel
 * @param starts first of them
 */
public record Triangle(float[][] weights, int[] starts) {
    /** The filter from so many pixels to so many. */
    public static Triangle of(int from, int to) {
        Triangle filter = new Triangle(new float[to][], new int[to]);
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
            filter.weights[i] = row;
            filter.starts[i] = first;
        }
        return filter;
    }
}
