package io.narsil.annotations;

import io.narsil.boxes.FoundBox;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.List;

/**
 * Boxes that were found in the images of a part of a folder.
 *
 * @param boxes boxes of each image of the part, in its order
 */
public record FoundBoxes(AnnotatedFolder folder, Part part, List<List<FoundBox>> boxes) {
    /** Keeps a copy. */
    public FoundBoxes {
        boxes = List.copyOf(boxes);
    }

    /**
     * Writes them as {@link FoundFile} reads them.
     *
     * @param root folder that the annotations were read from
     */
    public void write(Path file, Path root) {
        List<String> names = folder.parts().get(part).stream()
                .map(image -> FoundLines.name(image, root))
                .toList();
        FoundLines.write(file, names, folder.classes(), boxes);
    }
}
