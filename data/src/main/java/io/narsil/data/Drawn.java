package io.narsil.data;

import io.narsil.boxes.Placement;
import java.util.List;

/**
 * What was drawn for a batch of training images.
 *
 * @param share share of each image beside the partner that it is mixed with; 1 where nothing is mixed in (Zhang et al. 2018)
 * @param images place of each image in its part
 * @param ways way of the pixels of each to where they are now, as far as its augmentations can tell
 */
public record Drawn(double share, int[] images, List<Placement> ways) {
    /** Keeps a copy. */
    public Drawn {
        ways = List.copyOf(ways);
    }
}
