package io.narsil.boxes;

import java.util.List;

/**
 * How precise the boxes of a class are when so many are taken that a share of its objects is found: COCO's 101 recalls (0, .01, ... 1),
 * up to the last one that is reached. From there on precision counts as 0.
 *
 * @param points points by rising recall
 */
public record PrecisionCurve(List<Point> points) {
    /**
     * A point of the curve.
     *
     * @param recall share of the objects that is found, at least
     * @param precision highest share of right boxes among those that are taken, at this recall or a higher one
     * @param score score of the least certain box that must be taken for this recall; at recall 0 that of the first right one
     */
    public record Point(double recall, double precision, double score) {}

    /** Keeps a copy. */
    public PrecisionCurve {
        points = List.copyOf(points);
    }
}
