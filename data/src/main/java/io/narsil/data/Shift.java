package io.narsil.data;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;

/**
 * A square image mirrored, and shifted after that. Outside the image its border goes on, which keeps the statistics of the data.
 *
 * @param size pixels a side
 * @param dy number of rows by which it moves up
 * @param dx number of columns by which it moves to the left
 * @param flip choice to mirror it, left and right
 */
record Shift(int size, int dy, int dx, boolean flip) {
    /** The row of the image that is shown in a row. */
    int row(int shown) {
        return Math.max(0, Math.min(size - 1, shown + dy));
    }

    /** The column of the image that is shown in a column. */
    int column(int shown) {
        int shifted = Math.max(0, Math.min(size - 1, shown + dx));
        return flip ? size - 1 - shifted : shifted;
    }

    /** Where the image's pixels are, apart from copies of its border. */
    Placement placement() {
        Axis across = Axis.shifted(-dx, size);
        return new Placement(flip ? Axis.mirrored(size).then(across) : across, Axis.shifted(-dy, size));
    }
}
