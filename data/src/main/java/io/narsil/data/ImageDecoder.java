package io.narsil.data;

import io.narsil.photo.Photo;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes image files to 8-bit colour, and refuses damaged ones. */
public final class ImageDecoder {
    private ImageDecoder() {}

    /** The image in a file, with three channels; an {@link IOException} whose message says what is wrong with it. */
    public static DecodedImage read(Path file) throws IOException {
        return read(file, image -> image);
    }

    /** What a function makes of the image in a file. Until it has done so, the image's memory is accounted for. */
    public static <T> T read(Path file, ImageList.Use<T> use) throws IOException {
        return Photo.read(file, image -> use.of(new DecodedImage(image.rgb(), image.height(), image.width(), 3)));
    }
}
