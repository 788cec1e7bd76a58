package io.narsil.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes JPEG and PNG files to 8-bit colour, and refuses damaged ones. */
final class ImageDecoder {
    static {
        ImageIO.setUseCache(false);
    }

    private static final long MOST_PIXELS = 100_000_000;

    private ImageDecoder() {}

    /** The image in a file, with three channels; an {@link IOException} whose message says what is wrong with it. */
    static DecodedImage read(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new IOException("the file is empty");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("this is no image that can be read (JPEG or PNG)");
            }
            ImageReader reader = readers.next();
            try {
                return Orientation.upright(read(reader, in), Orientation.of(file));
            } catch (IIOException | RuntimeException e) {
                throw new IOException("the image is damaged: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static DecodedImage read(ImageReader reader, ImageInputStream in) throws IOException {
        String[] warning = new String[1];
        // A truncated JPEG only warns and comes out half grey: that is no image to learn from.
        reader.addIIOReadWarningListener((source, message) -> warning[0] = message);
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw new IOException("the image has " + width + "x" + height + " pixels, too many");
        }
        BufferedImage image = reader.read(0);
        if (warning[0] != null && warning[0].toLowerCase(Locale.ROOT).contains("premature")) {
            throw new IOException("the image is cut off");
        }
        return new DecodedImage(pixels(image), height, width, 3);
    }

    private static byte[] pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] colours = new int[width * height];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // getRGB would take the grey values for linear light and brighten them.
            image.getRaster().getSamples(0, 0, width, height, 0, colours);
            for (int i = 0; i < colours.length; i++) {
                colours[i] *= 0x010101;
            }
        } else if (image.getType() == BufferedImage.TYPE_USHORT_GRAY) {
            image.getRaster().getSamples(0, 0, width, height, 0, colours);
            for (int i = 0; i < colours.length; i++) {
                colours[i] = (colours[i] >> 8) * 0x010101;
            }
        } else {
            image.getRGB(0, 0, width, height, colours, 0, width);
        }
        byte[] pixels = new byte[3 * colours.length];
        for (int i = 0; i < colours.length; i++) {
            pixels[3 * i] = (byte) (colours[i] >> 16);
            pixels[3 * i + 1] = (byte) (colours[i] >> 8);
            pixels[3 * i + 2] = (byte) colours[i];
        }
        return pixels;
    }
}
