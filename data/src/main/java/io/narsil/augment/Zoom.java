package io.narsil.augment;

import java.util.random.RandomGenerator;

/**
 * Makes what a picture shows larger or smaller, since objects come in all sizes: by a factor that is uniform between two bounds. Of a larger one
 * a square is taken, a smaller one is put in a grey picture, both anywhere. So do detectors of the SSD and YOLO
 * families (Liu et al. 2016, section 3.6).
 */
public final class Zoom implements RandomReframing {
    /** Below it pixels would be left out. */
    private static final double LEAST = 0.5;

    private static final double MOST = 10;

    private final double smallest;
    private final double largest;

    /**
     * A change of every picture.
     *
     * @param smallest least factor, from 0.5 on
     * @param largest largest factor, up to 10
     */
    public Zoom(double smallest, double largest) {
        if (!(smallest >= LEAST && smallest <= largest && largest <= MOST)) {
            throw new IllegalArgumentException("factors go from " + LEAST + " to " + MOST
                    + ", the smallest first, not from " + smallest + " to " + largest);
        }
        this.smallest = smallest;
        this.largest = largest;
    }

    @Override
    public Reframing draw(int size, RandomGenerator random) {
        double factor = smallest + (largest - smallest) * random.nextDouble();
        int side = (int) Math.max(1, Math.rint(factor > 1 ? size / factor : size * factor));
        int top = random.nextInt(size - side + 1);
        int left = random.nextInt(size - side + 1);
        return factor > 1 ? new Window(top, left, side, side) : new Reduction(top, left, side);
    }
}
