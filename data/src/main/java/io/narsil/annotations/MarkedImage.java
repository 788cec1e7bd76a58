package io.narsil.annotations;

import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image and what files say of it, before it is looked at.
 *
 * @param part part that it belongs to; absent where there are no parts
 * @param source file that says what is marked in it; the image's own where there is none
 * @param line line of that file; 0 for all of it
 * @param width width that the file says; 0 where it says none
 * @param height height that the file says; 0 where it says none
 * @param unit unit of the numbers
 */
record MarkedImage(
        Path image, Optional<Part> part, Path source, int line, int width, int height, Unit unit, List<Mark> marks) {
    /** What the numbers of boxes count. */
    enum Unit {
        /** Pixels, from the upper left corner of the first one. */
        PIXELS,
        /** Pixels, the first of which is 1, up to the last one in the box. */
        PIXELS_FROM_ONE,
        /** Shares of the image's width and height. */
        SHARES
    }

    /** An image of which no file says anything. */
    static MarkedImage background(Path image, Optional<Part> part) {
        return new MarkedImage(image, part, image, 0, 0, 0, Unit.PIXELS, List.of());
    }

    /** The file and a line of it. */
    String where(int at) {
        return at == 0 ? source.toString() : source + ":" + at;
    }
}
