package io.narsil.photo;

import java.io.IOException;

/** A file whose header has been read: how large its image is, before anything is reserved for it. */
interface Decoder {
    int width();

    int height();

    /** The most bytes a pixel that decoding holds at one time, those of the result among them. */
    int bytesPerPixel();

    /** The bytes of what decoding copies of the file. */
    default long copies() {
        return 0;
    }

    /** The orientation that the camera noted, 1 to 8 in Exif. */
    int orientation();

    /** The image as it is stored. Colours are those of the file: profiles, gamma and alpha are left out. */
    Pixels decode() throws IOException;
}
