package io.narsil.boxes;

/**
 * The sizes of objects that COCO tells apart, by their area in square pixels. Both ends belong to a range, as in pycocotools, so that an
 * object of just 32 x 32 pixels is small and medium.
 */
public enum AreaRange {
    /** Every object (up to the 10<sup>10</sup> square pixels where COCO ends). */
    ALL(0, 0, 1e10),
    /** Up to 32 x 32 pixels. */
    SMALL(1, 0, 32 * 32),
    /** From 32 x 32 to 96 x 96 pixels. */
    MEDIUM(2, 32 * 32, 96 * 96),
    /** From 96 x 96 pixels. */
    LARGE(3, 96 * 96, 1e10);

    private final int place;
    private final double least;
    private final double most;

    AreaRange(int place, double least, double most) {
        this.place = place;
        this.least = least;
        this.most = most;
    }

    /** Whether an object of this area belongs to the range. */
    public boolean holds(double area) {
        return area >= least && area <= most;
    }

    /** The place in arrays that have an entry for each range. */
    int place() {
        return place;
    }
}
