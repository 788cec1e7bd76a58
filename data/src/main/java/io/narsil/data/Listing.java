package io.narsil.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a source knows of its images before any is decoded. Images are numbered from 0, always in the same order, which
 * they also keep within a part.
 *
 * @param classes names, in the order of the labels
 * @param labels class of each image
 * @param parts part of each image; of images to train on some are held out for a part that has none
 * @param channels number of channels of all images; where it is not known, images whose pixels are all grey have 1 and
 *     others 3
 * @param size pixels a side of all images, which are square; where it is not known, the first image tells
 */
public record Listing(List<String> classes, int[] labels, Part[] parts, OptionalInt channels, OptionalInt size) {
    public Listing {
        classes = List.copyOf(classes);
        if (labels.length != parts.length) {
            throw new IllegalArgumentException(labels.length + " labels are not of " + parts.length + " images");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes.size()) {
                throw new IllegalArgumentException("there is no class " + label + " of " + classes.size());
            }
        }
        if (classes.stream().anyMatch(name -> name.contains(PreparedLayout.SEPARATOR))) {
            throw new IllegalArgumentException("the name of a class is one line");
        }
    }

    /** Images whose size and channels are known only after decoding. */
    public static Listing of(List<String> classes, int[] labels, Part[] parts) {
        return new Listing(classes, labels, parts, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Square images of one size. */
    public static Listing of(List<String> classes, int[] labels, Part[] parts, int channels, int size) {
        return new Listing(classes, labels, parts, OptionalInt.of(channels), OptionalInt.of(size));
    }

    /** The number of all images. */
    public int count() {
        return labels.length;
    }

    /** The number of images of one part. */
    public int count(Part part) {
        return (int) Arrays.stream(parts).filter(p -> p == part).count();
    }

    Listing with(Part[] others) {
        return new Listing(classes, labels, others, channels, size);
    }
}
