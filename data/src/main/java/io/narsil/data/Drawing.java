package io.narsil.data;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;
import io.narsil.task.Fit;

/**
 * Which part of an image is drawn, and where in a square: pixels and boxes follow the same numbers.
 *
 * @param from part of the image
 * @param to place in the square
 */
record Drawing(Area from, Area to) {
    /** A part of an image. */
    record Area(int top, int left, int height, int width) {}

    /** How an image of some size is fitted into a square. */
    static Drawing of(int height, int width, Fit fit, int size) {
        return fit == Fit.CROP ? crop(height, width, size) : letterbox(height, width, size);
    }

    private static Drawing crop(int height, int width, int size) {
        int side = Math.min(height, width);
        Area middle = new Area((height - side) / 2, (width - side) / 2, side, side);
        return new Drawing(middle, new Area(0, 0, size, size));
    }

    private static Drawing letterbox(int height, int width, int size) {
        int longer = Math.max(height, width);
        int rows = shrunk(height, longer, size);
        int columns = shrunk(width, longer, size);
        Area place = new Area((size - rows) / 2, (size - columns) / 2, rows, columns);
        return new Drawing(new Area(0, 0, height, width), place);
    }

    /** A side where the longer one becomes {@code size}: rounded half up, and one pixel at least. */
    private static int shrunk(int side, int longer, int size) {
        return (int) Math.max(1, ((long) side * size * 2 + longer) / (2L * longer));
    }

    /** Where the image's pixels are in the square. */
    Placement placement() {
        return new Placement(
                Axis.drawn(from.left(), from.width(), to.left(), to.width()),
                Axis.drawn(from.top(), from.height(), to.top(), to.height()));
    }
}
