package io.narsil.augment;

/**
 * Geometric changes. Each pixel of the result takes the nearest pixel of its origin, or black where that lies outside.
 */
final class Moves {
    private Moves() {}

    /** Shifts rows to the left, the more the farther they are from the upper edge. */
    static Picture shearX(Picture p, double level) {
        return affine(p, 1, level, 0, 0, 1, 0, 0);
    }

    static Picture shearY(Picture p, double level) {
        return affine(p, 1, 0, 0, level, 1, 0, 0);
    }

    static Picture translateX(Picture p, int pixels) {
        return affine(p, 1, 0, -pixels, 0, 1, 0, 0);
    }

    static Picture translateY(Picture p, int pixels) {
        return affine(p, 1, 0, 0, 0, 1, -pixels, 0);
    }

    /** Rotates counter-clockwise about the middle. */
    static Picture rotate(Picture p, double degrees) {
        double angle = Math.toRadians(degrees);
        double middle = p.size() / 2.0;
        return affine(p, Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0, middle);
    }

    /**
     * The pixel at (x, y) comes from (xx x + xy y + dx, yx x + yy y + dy).
     *
     * @param origin coordinates of the point from which x and y are measured; pixels' middles are at halves
     */
    private static Picture affine(
            Picture p, double xx, double xy, double dx, double yx, double yy, double dy, double origin) {
        int size = p.size();
        int channels = p.channels();
        byte[] moved = new byte[p.pixels().length];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = column + 0.5 - origin;
                double y = row + 0.5 - origin;
                int fromColumn = (int) Math.rint(xx * x + xy * y + dx + origin - 0.5);
                int fromRow = (int) Math.rint(yx * x + yy * y + dy + origin - 0.5);
                if (fromColumn >= 0 && fromColumn < size && fromRow >= 0 && fromRow < size) {
                    System.arraycopy(
                            p.pixels(),
                            (fromRow * size + fromColumn) * channels,
                            moved,
                            (row * size + column) * channels,
                            channels);
                }
            }
        }
        return p.with(moved);
    }
}
