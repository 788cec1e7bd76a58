package io.narsil.augment;

import java.util.random.RandomGenerator;

/** A random change to an image that keeps its class. */
@FunctionalInterface
public interface Augmentation {
    /**
     * The changed image, or the image itself if it stays as it is.
     *
     * @param random sole source of chance
     */
    Picture vary(Picture picture, RandomGenerator random);
}
