package io.narsil.annotations;

import io.narsil.boxes.TrueBox;
import java.nio.file.Path;
import java.util.List;

/**
 * An image and what is marked in it.
 *
 * @param width width in pixels as the image is seen: a photograph that a camera has noted to be turned is turned upright
 * @param height height as it is seen
 * @param boxes objects that are marked, all inside the image
 */
public record AnnotatedImage(Path file, int width, int height, List<TrueBox> boxes) {
    public AnnotatedImage {
        boxes = List.copyOf(boxes);
    }

    /** Whether nothing is marked in it: it shows a network what is none of its objects. */
    public boolean background() {
        return boxes.isEmpty();
    }
}
