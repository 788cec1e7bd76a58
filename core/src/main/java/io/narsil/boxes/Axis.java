package io.narsil.boxes;

/**
 * Where the pixels of one axis of an image are in an image that was made of it: {@code x} at {@code scale * x + shift}. Pixels are
 * counted by their edges, as in {@link Box}, so that nothing has to be said of their middles.
 *
 * @param scale pixels of the made image for one of the first; below 0 where it is mirrored
 * @param shift place of the first image's edge
 * @param first edge in the made image from which it shows the first one
 * @param last edge up to which it does; not beyond {@code first} where it shows nothing of it
 */
public record Axis(double scale, double shift, double first, double last) {
    /** Refuses numbers by which there is no way back. */
    public Axis {
        if (!(Math.abs(scale) > 0 && Double.isFinite(scale) && Double.isFinite(shift))
                || Double.isNaN(first)
                || Double.isNaN(last)) {
            throw new IllegalArgumentException(
                    "no axis: " + scale + " x + " + shift + ", shown from " + first + " to " + last);
        }
    }

    /** Some pixels of the first image drawn over some pixels of the other. */
    public static Axis drawn(int from, int count, int to, int made) {
        return new Axis((double) made / count, to - (double) from * made / count, to, (double) to + made);
    }

    /** All {@code size} pixels in reverse. */
    public static Axis mirrored(int size) {
        return new Axis(-1, size, 0, size);
    }

    /** All pixels further on by some, where those beyond {@code size} or below 0 get lost. */
    public static Axis shifted(int by, int size) {
        return new Axis(1, by, Math.max(0, by), Math.min(size, size + by));
    }

    /** This way and then another. */
    public Axis then(Axis next) {
        double begin = next.forward(next.scale > 0 ? first : last);
        double end = next.forward(next.scale > 0 ? last : first);
        return new Axis(
                scale * next.scale,
                next.scale * shift + next.shift,
                Math.max(begin, next.first),
                Math.min(end, next.last));
    }

    /** Where an edge of the first image is in the made one, shown or not. */
    public double forward(double x) {
        return scale * x + shift;
    }

    /** Where an edge of the made image was in the first one. */
    public double back(double x) {
        return (x - shift) / scale;
    }
}
