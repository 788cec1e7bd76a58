package io.narsil.augment;

import io.narsil.boxes.Placement;

/** A change of what a picture shows and where, which says where it puts what. */
public interface Reframing {
    /** The changed picture, which may have another size, or the picture itself if it stays as it is. */
    Picture apply(Picture picture);

    /** Where the pixels of a picture of {@code size} pixels a side are in the changed one. */
    Placement placement(int size);
}
