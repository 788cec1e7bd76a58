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
        } catch (BadImage e) {
            throw new UserException(file.toString(), e.getMessage(), e.hint());
        } catch (IOException e) {
            throw new UserException(file.toString(), e.getMessage(), "");
        }
    }

    private static byte[] square(DecodedImage image, int size, int channels) {
        byte[] pixels = channels == 3 ? image.pixels() : Pixels.grey(image.pixels());
        return image.height() == size && image.width() == size
                ? pixels
                : Scale.square(pixels, image.height(), image.width(), channels, size);
    }
}
