package io.narsil.augment;

import java.util.random.RandomGenerator;

/**
 * Takes a random window of an image and scales it to the whole image's size, or to another one (Szegedy et al. 2015, section 6), with the
 * draws of torchvision's RandomResizedCrop: the window's share of the area is uniform, the logarithm of its ratio of
 * width to height is uniform from 3/4 to 4/3, and after ten windows that are larger than the image all of it is taken.
 */
public final class ResizedCrop implements RandomReframing {
    private static final int TRIES = 10;
    private static final double WIDEST = StrictMath.log(4.0 / 3);

    private final double smallest;
    private final int side;

    /**
     * A change of every image, which keeps its size.
     *
     * @param smallest least share of the area that a window has
     */
    public ResizedCrop(double smallest) {
        this(smallest, 0);
    }

    private ResizedCrop(double smallest, int side) {
        if (!(smallest > 0 && smallest <= 1)) {
            throw new IllegalArgumentException("a window has a share of more than 0 up to 1, not " + smallest);
        }
        this.smallest = smallest;
        this.side = side;
    }

    /**
     * The same windows at another size: one seed has the same ones at every size.
     *
     * @param pixels side of what a window becomes
     */
    public ResizedCrop to(int pixels) {
        return new ResizedCrop(smallest, pixels);
    }

    /**
     * The side of what a window becomes.
     *
     * @param size pixels a side of the image
     */
    public int side(int size) {
        return side == 0 ? size : side;
    }

    @Override
    public Reframing draw(int size, RandomGenerator random) {
        Window window = window(size, random);
        return side(size) == size ? window : new ScaledWindow(window, side);
    }

    Window window(int size, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double area = (smallest + (1 - smallest) * random.nextDouble()) * size * size;
            // StrictMath, since the same draw is the same window on every machine.
            double ratio = StrictMath.exp(WIDEST * (2 * random.nextDouble() - 1));
            int width = side(area * ratio);
            int height = side(area / ratio);
            if (width <= size && height <= size) {
                return new Window(random.nextInt(size - height + 1), random.nextInt(size - width + 1), height, width);
            }
        }
        return new Window(0, 0, size, size);
    }

    /** A window of a very small image has a pixel, where torchvision's has none and is drawn again. */
    private static int side(double square) {
        return (int) Math.max(1, Math.rint(Math.sqrt(square)));
    }
}
