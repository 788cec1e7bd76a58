package io.narsil.augment;

/** Changes sharpness: moves an image away from a blurred copy, or towards it. The border of the copy is not blurred. */
final class Sharpness {
    private static final int CENTRE_WEIGHT = 5;
    private static final float ALL_WEIGHTS = 13;

    private Sharpness() {}

    static Picture change(Picture p, double factor) {
        int size = p.size();
        int channels = p.channels();
        byte[] changed = new byte[p.pixels().length];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                boolean border = row == 0 || column == 0 || row == size - 1 || column == size - 1;
                for (int c = 0; c < channels; c++) {
                    int own = p.at(row, column, c);
                    int smooth = border ? own : blurred(p, row, column, c);
                    changed[(row * size + column) * channels + c] = (byte) Tones.blend(own, smooth, factor);
                }
            }
        }
        return p.with(changed);
    }

    private static int blurred(Picture p, int row, int column, int c) {
        int sum = (CENTRE_WEIGHT - 1) * p.at(row, column, c);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                sum += p.at(row + dy, column + dx, c);
            }
        }
        return (int) Math.rint(sum / ALL_WEIGHTS);
    }
}
