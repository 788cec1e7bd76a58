package io.narsil.augment;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;
import io.narsil.task.Fit;
import java.util.Arrays;

/**
 * All of a picture made smaller, bilinear, somewhere in a grey one of the picture's size. It looks at two pixels along each axis, so that
 * one to less than half the size would leave pixels out.
 *
 * @param top first row
 * @param left first column
 * @param side number of rows and columns
 */
record Reduction(int top, int left, int side) implements Reframing {
    @Override
    public Placement placement(int size) {
        return new Placement(Axis.drawn(0, size, left, side), Axis.drawn(0, size, top, side));
    }

    @Override
    public Picture apply(Picture picture) {
        int size = picture.size();
        int channels = picture.channels();
        Line line = Line.of(size, side);
        byte[] reduced = new byte[picture.pixels().length];
        Arrays.fill(reduced, (byte) Fit.GREY);
        for (int y = 0; y < side; y++) {
            int at = ((top + y) * size + left) * channels;
            for (int x = 0; x < side; x++) {
                for (int c = 0; c < channels; c++) {
                    int upper = between(picture, line.first()[y], line, x, c);
                    int lower = between(picture, line.second()[y], line, x, c);
                    int weight = line.weights()[y];
                    int blended = upper * (Line.ONE - weight) + lower * weight + Line.HALF;
                    reduced[at++] = (byte) (blended >> (2 * Line.BITS));
                }
            }
        }
        return picture.with(reduced);
    }

    private static int between(Picture picture, int row, Line line, int x, int channel) {
        int a = picture.at(row, line.first()[x], channel);
        int b = picture.at(row, line.second()[x], channel);
        return a * Line.ONE + (b - a) * line.weights()[x];
    }
}
