package io.narsil.fuzz;

import io.narsil.photo.Photo;
import java.io.IOException;

/** The bytes of an image: PNG, JPEG, GIF, BMP, WebP or none of these. */
public final class PhotoTarget {
    private PhotoTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Reading.clean(() -> Photo.read(data), IOException.class);
    }
}
