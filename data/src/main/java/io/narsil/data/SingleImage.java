package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.photo.BadImage;
import io.narsil.photo.Pixels;
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
            return ImageDecoder.read(file, image -> square(image, size, channels));
        } catch (IOException e) {
            throw fault(file.toString(), e);
        }
    }

    /** The fault of an image that cannot be read. */
    public static UserException fault(String image, IOException e) {
        return new UserException(image, e.getMessage(), e instanceof BadImage bad ? bad.hint() : "");
    }

    /** The same of an image that is decoded. */
    static byte[] square(DecodedImage image, int size, int channels) {
        byte[] pixels = image.channels() == channels
                ? image.pixels()
                : channels == 3 ? Frame.wide(image.pixels()) : Pixels.grey(image.pixels());
        return image.height() == size && image.width() == size
                ? pixels
                : Scale.square(pixels, image.height(), image.width(), channels, size);
    }
}
