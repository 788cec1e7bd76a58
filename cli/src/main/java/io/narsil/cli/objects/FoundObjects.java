package io.narsil.cli.objects;

import io.narsil.boxes.FoundBox;
import java.util.List;

/**
 * What a detector finds in an image.
 *
 * @param classes names of all classes, in the order of the labels
 * @param boxes boxes in the image's pixels, by falling score
 */
record FoundObjects(String image, List<String> classes, List<FoundBox> boxes) {
    String name(FoundBox box) {
        return classes.get(box.label());
    }
}
