package io.narsil.boxes;

/**
 * A rectangle in an image, in pixels from its upper left corner. A pixel's square reaches from its index to the next one, so that
 * the box of a whole image is (0, 0, width, height), as in COCO.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right largest x, beyond {@code left}
 * @param bottom largest y, beyond {@code top}
 */
public record Box(double left, double top, double right, double bottom) {
    /** Refuses a box without area, and numbers that are none. */
    public Box {
        if (!(left < right && top < bottom && finite(left, top, right, bottom))) {
            throw new IllegalArgumentException("no box: " + left + ", " + top + ", " + right + ", " + bottom);
        }
    }

    /** The width in pixels. */
    public double width() {
        return right - left;
    }

    /** The height in pixels. */
    public double height() {
        return bottom - top;
    }

    /** The area in square pixels. */
    public double area() {
        return width() * height();
    }

    /** The area that two boxes share, in square pixels. */
    public double shared(Box other) {
        double across = Math.min(right, other.right) - Math.max(left, other.left);
        double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return across > 0 && down > 0 ? across * down : 0;
    }

    /** The shared area as a share of what both cover together (IoU), 0..1. */
    public double overlap(Box other) {
        double shared = shared(other);
        return shared / (area() + other.area() - shared);
    }

    private static boolean finite(double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
