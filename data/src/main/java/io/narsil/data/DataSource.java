package io.narsil.data;

import java.nio.file.Path;
import java.util.List;

/**
 * A source of images: sets with a name, or a format of files.
 *
 * <p>A source is a public class with a public constructor without parameters, and a line in
 * {@code META-INF/services/io.narsil.data.DataSource} of any jar on the class path.
 */
public interface DataSource {
    /** The names of sets that need no path ({@code data: NAME}); none where a user's files are read. */
    default List<String> sets() {
        return List.of();
    }

    /** Whether an existing file or folder holds images in this format. */
    default boolean reads(Path path) {
        return false;
    }

    /**
     * Lists images without decoding them.
     *
     * @param spec set of this source, or path that it reads, and what is wanted of the images
     * @throws io.narsil.config.UserException with all faults that can be seen by now
     */
    ImageList list(DataSpec spec);

    /**
     * Lists images on which a network is measured, and none is trained: a source that asks of images to train on what these need
     * not keep, such as enough of each class for every part, does not ask it here.
     */
    default ImageList labelled(DataSpec spec) {
        return list(spec);
    }
}
