package io.narsil.data;

import io.narsil.augment.Augmentation;
import java.util.List;

/**
 * The random variation of training images.
 *
 * @param augmentations changes, applied one after the other
 * @param crop pixels by which an image is shifted at most, to each side
 * @param flip choice to mirror images at random, about half of them
 * @param mixup alpha of the beta distribution that mixes pairs of images; 0 for none
 */
public record Variation(List<Augmentation> augmentations, int crop, boolean flip, double mixup) {
    /** Images as they are, in random order. */
    public static final Variation NONE = new Variation(List.of(), 0, false, 0);

    public Variation {
        augmentations = List.copyOf(augmentations);
    }
}
