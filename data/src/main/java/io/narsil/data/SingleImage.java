package io.narsil.data;

import io.narsil.boxes.Placement;
import io.narsil.config.UserException;
import io.narsil.photo.BadImage;
import io.narsil.photo.Pixels;
import io.narsil.task.Fit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one image in the way in which training reads a folder of images. */
public final class SingleImage {
    private SingleImage() {}

    /**
     * An image as a square, in the order row, column, channel.
     *
     * @param size pixels a side
     * @param channels number of channels: 3 for colour, 1 for grey
     * @param fit way in which it is made a square
     * @throws UserException where the file is no image or there is none
     */
    public static byte[] read(Path file, int size, int channels, Fit fit) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file.toString(), "there is no such file", "");
        }
        try {
            return ImageDecoder.read(file, image -> square(image, size, channels, fit));
        } catch (IOException e) {
            throw fault(file.toString(), e);
        }
    }

    /** What is made of a photo and of the square that a network is given of it. */
    @FunctionalInterface
    public interface Use<T> {
        /** Makes it; until it is made, the photo's memory is accounted for. */
        T of(DecodedImage photo, byte[] square) throws IOException;
    }

    /**
     * The same of an image that is needed as a whole, too.
     *
     * @param use function of the photo in three channels and of its square, in the order row, column, channel
     */
    public static <T> T read(Path file, int size, int channels, Fit fit, Use<T> use) throws IOException {
        return ImageDecoder.read(file, photo -> use.of(photo, square(photo, size, channels, fit)));
    }

    /**
     * An image of a set, in the same order, scaled as a photo of its size is.
     *
     * @param size pixels a side, which may be others than those of the set
     */
    public static byte[] read(ImageSet set, int index, int size) {
        byte[] pixels = new byte[set.imageBytes()];
        set.read(index, pixels);
        try {
            return square(
                    new DecodedImage(pixels, set.size(), set.size(), set.channels()), size, set.channels(), Fit.CROP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the pixels of an image are in the square that is made of it, here and in training.
     *
     * @param height number of rows of the image as it is decoded, which is upright
     * @param width number of its columns
     * @param size pixels a side of the square
     */
    public static Placement placement(int height, int width, int size, Fit fit) {
        return Drawing.of(height, width, fit, size).placement();
    }

    /** The fault of an image that cannot be read. */
    public static UserException fault(String image, IOException e) {
        return new UserException(image, e.getMessage(), e instanceof BadImage bad ? bad.hint() : "");
    }

    /** The same of an image that is decoded. */
    static byte[] square(DecodedImage image, int size, int channels, Fit fit) throws IOException {
        byte[] pixels = image.channels() == channels
                ? image.pixels()
                : channels == 3 ? Frame.wide(image.pixels()) : Pixels.grey(image.pixels());
        return image.height() == size && image.width() == size
                ? pixels
                : Scale.square(new DecodedImage(pixels, image.height(), image.width(), channels), fit, size);
    }
}
