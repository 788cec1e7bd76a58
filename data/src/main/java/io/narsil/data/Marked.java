package io.narsil.data;

import io.narsil.boxes.TrueBox;
import java.util.List;

/**
 * What is marked in a photo.
 *
 * @param name path of the photo in its folder, with slashes on every system
 * @param height number of rows of the photo as it is seen
 * @param width number of its columns
 * @param objects objects in its pixels
 */
public record Marked(String name, int height, int width, List<TrueBox> objects) {
    /** Keeps a copy. */
    public Marked {
        objects = List.copyOf(objects);
    }
}
