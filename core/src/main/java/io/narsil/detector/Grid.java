package io.narsil.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * The places at which one level of a network looks for objects: one for each pixel of its features, at the middle of what that
 * pixel covers of the image.
 *
 * @param stride pixels of the image from one place to the next
 */
public record Grid(int stride, int rows, int columns) {
    /** Refuses a grid without places. */
    public Grid {
        if (stride < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("no grid: " + rows + " x " + columns + " at a stride of " + stride);
        }
    }

    /** The grids of some strides over a square image, each with as many rows and columns as its strides begin in it. */
    public static List<Grid> over(int resolution, int... strides) {
        List<Grid> grids = new ArrayList<>();
        for (int stride : strides) {
            int side = (resolution + stride - 1) / stride;
            grids.add(new Grid(stride, side, side));
        }
        return grids;
    }

    /** The number of places. */
    public int count() {
        return rows * columns;
    }

    /** The x of the place numbered {@code index}, row by row, in pixels of the image. */
    public double x(int index) {
        int column = index % columns;
        return (column + 0.5) * stride;
    }

    /** The y of the place numbered {@code index}. */
    public double y(int index) {
        int row = index / columns;
        return (row + 0.5) * stride;
    }

    /** The number of places of several grids. */
    public static int count(List<Grid> grids) {
        return grids.stream().mapToInt(Grid::count).sum();
    }
}
