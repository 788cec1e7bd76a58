package io.narsil.data;

import io.narsil.augment.Augmentation;
import io.narsil.augment.AutoAugment;
import io.narsil.augment.RandAugment;
import io.narsil.augment.ResizedCrop;
import io.narsil.augment.Zoom;
import io.narsil.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/**
 * The random variation of training images.
 *
 * @param augmentations changes, applied one after the other
 * @param crop pixels by which an image is shifted at most, to each side, at the size with which it is stored
 * @param flip choice to mirror images at random, about half of them
 * @param mixup alpha of the beta distribution that mixes pairs of images; 0 for none
 */
public record Variation(List<Augmentation> augmentations, int crop, boolean flip, double mixup) {
    /** Images as they are, in random order. */
    public static final Variation NONE = new Variation(List.of(), 0, false, 0);

    public Variation {
        augmentations = List.copyOf(augmentations);
    }

    /** That of a recipe. */
    public static Variation of(Recipe recipe) {
        List<Augmentation> augmentations = new ArrayList<>();
        // First, as elsewhere: colours are changed of what is looked at.
        if (recipe.resizedCrop() > 0 && recipe.resizedCrop() < 1) {
            augmentations.add(new ResizedCrop(recipe.resizedCrop()));
        }
        if (recipe.zoom() > 0) {
            augmentations.add(new Zoom(1 - recipe.zoom(), 1 + recipe.zoom()));
        }
        if (recipe.autoAugment() > 0) {
            augmentations.add(new AutoAugment(recipe.autoAugment()));
        }
        if (recipe.randAugment() > 0) {
            augmentations.add(new RandAugment(recipe.randAugment()));
        }
        return new Variation(augmentations, recipe.crop(), recipe.flip(), recipe.mixup());
    }

    /**
     * The same for images that are trained on with another size than they are stored with: a window is scaled to it at once, from the stored
     * pixels, and all that follows is done at that size. Images without windows keep the size that they are stored with, and so do those
     * that are made larger or smaller besides, which depends on it.
     *
     * @param side pixels a side of the images in training
     */
    public Variation at(int side) {
        if (augmentations.stream().anyMatch(Zoom.class::isInstance)) {
            return this;
        }
        return new Variation(
                augmentations.stream()
                        .map(a -> a instanceof ResizedCrop windows ? windows.to(side) : a)
                        .toList(),
                crop,
                flip,
                mixup);
    }

    /**
     * The side of the varied images.
     *
     * @param stored side with which they are stored
     */
    public int side(int stored) {
        return augmentations.stream()
                .filter(ResizedCrop.class::isInstance)
                .mapToInt(a -> ((ResizedCrop) a).side(stored))
                .findFirst()
                .orElse(stored);
    }
}
