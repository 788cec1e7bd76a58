package io.narsil.fuzz;

import io.narsil.photo.Photo;
import io.narsil.photo.Pixels;
import java.io.IOException;

/** Bytes as the Exif data of a sound PNG, which is read whatever they are: at most it is turned. */
public final class OrientationTarget {
    private static final int MOST = 60_000;

    private OrientationTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length > MOST) {
            return;
        }
        Pixels image = Photo.read(Chunks.pngWith("eXIf", data));
        boolean turned = image.width() == Chunks.HEIGHT && image.height() == Chunks.WIDTH;
        boolean upright = image.width() == Chunks.WIDTH && image.height() == Chunks.HEIGHT;
        if (!turned && !upright) {
            throw new AssertionError(image.width() + "x" + image.height());
        }
    }
}
