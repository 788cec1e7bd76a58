package io.narsil.data;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one image in the way in which training reads a folder of images. */
public final class SingleImage {
    private SingleImage() {}

    /**
     * The middle square of an image, scaled, in the order row, column, channel.
     *
     * @param channels number of channels: 3 for colour, 1 for grey
     * @throws UserException where the file is no image or there is none
     */
    public static byte[] read(Path file, int size, int channels) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file.toString(), "there is no such file", "");
        }
        try {
            DecodedImage image = ImageDecoder.read(file);
            byte[] colour = image.height() == size && image.width() == size
                    ? image.pixels()
                    : Scale.square(image.pixels(), image.height(), image.width(), 3, size);
            return channels == 3 ? colour : grey(colour);
        } catch (IOException e) {
            throw new UserException(file.toString(), e.getMessage(), "");
        }
    }

    /** The brightness of each pixel (ITU-R 601). */
    private static byte[] grey(byte[] colour) {
        byte[] grey = new byte[colour.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.rint(0.299 * (colour[3 * i] & 0xFF)
                    + 0.587 * (colour[3 * i + 1] & 0xFF)
                    + 0.114 * (colour[3 * i + 2] & 0xFF));
        }
        return grey;
    }
}
