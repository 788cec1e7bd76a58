package io.narsil.photo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files of images: colours as they are stored, 8 bits each, turned upright as Exif says. Alpha is dropped, and
 * profiles and gamma are ignored, as Pillow's {@code convert("RGB")} does it. Of several images in a file the first is
 * taken.
 *
 * <p>How large an image is stands in its header, and is held against the memory that there is before any is taken.
 * Whatever a file holds, the answer is an image or an {@link IOException} whose message says what is wrong.
 */
public final class Photo {
    /** Pillow's own bound on what it takes for an image and not for an attack. */
    private static final long MOST_PIXELS = 178_956_970;

    /** Bytes in which the header of a JPEG file ends, but for those with large pictures or texts in it. */
    private static final int HEADER = 1 << 16;

    /** Each is held twice while its parts are found. */
    private static final Room FILES = new Room(Runtime.getRuntime().maxMemory() / 4);

    private static final Room IMAGES = new Room(Runtime.getRuntime().maxMemory() / 2);

    private Photo() {}

    /** What is made of an image. */
    @FunctionalInterface
    public interface Use<T> {
        T of(Pixels image) throws IOException;
    }

    /**
     * The size of the image in a file, which is not decoded. Of a JPEG file no more is read than its beginning, where all
     * cameras and programs note how it is turned.
     */
    public static ImageSize size(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(HEADER);
            if (start.length == HEADER && start[0] == -1 && start[1] == (byte) 0xD8) {
                return header(start);
            }
        } catch (IOException e) {
            // Its header is longer than that, or there is something wrong with it, which the whole file tells.
        }
        return held(file, Photo::header);
    }

    private static ImageSize header(byte[] file) throws IOException {
        Decoder decoder = clean(() -> Kind.open(file));
        need(decoder, IMAGES);
        return ImageSize.of(decoder);
    }

    /** The image in a file, of which a function makes what is kept, while the image's memory is accounted for. */
    public static <T> T read(Path file, Use<T> use) throws IOException {
        return held(file, bytes -> read(bytes, use, IMAGES));
    }

    /** What is made of the bytes of a file. */
    private interface Reader<T> {
        T of(byte[] file) throws IOException;
    }

    private static <T> T held(Path file, Reader<T> reader) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new BadImage("the file is empty", "");
        }
        if (!FILES.holds(2 * size)) {
            throw BadImage.tooLarge("the file has " + megabytes(size) + ", more than the "
                    + megabytes(FILES.bytes() / 2) + " that files may have here (an eighth of Java's memory)");
        }
        try (Room.Part part = FILES.take(2 * size)) {
            return reader.of(bytes(file));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError e) {
            // Also where there is memory, but a file has more bytes than an array can hold.
            throw BadImage.tooLarge("there is not enough memory for the file");
        }
    }

    /** The image in the bytes of a file. */
    public static Pixels read(byte[] file) throws IOException {
        return read(file, pixels -> pixels, IMAGES);
    }

    static <T> T read(byte[] file, Use<T> use, Room room) throws IOException {
        String size = "";
        try {
            Decoder decoder = clean(() -> Kind.open(file));
            size = " (" + decoder.width() + "x" + decoder.height() + " pixels)";
            try (Room.Part part = room.take(need(decoder, room))) {
                return use.of(clean(() -> Orientation.upright(decoder.decode(), decoder.orientation())));
            }
        } catch (OutOfMemoryError e) {
            throw BadImage.tooLarge("there is not enough memory for the image" + size);
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    /** Java's own readers meet damage with exceptions of any kind. */
    private static <T> T clean(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (BadImage e) {
            throw e;
        } catch (EOFException e) {
            throw BadImage.cutOff();
        } catch (IOException | RuntimeException e) {
            boolean said = e instanceof IOException && e.getMessage() != null;
            String how = said ? e.getMessage() : "its pixels cannot be decoded";
            throw new IOException("the image is damaged: " + how, e);
        }
    }

    /** The bytes that an image takes; a {@link BadImage} if that is too much. */
    private static long need(Decoder decoder, Room room) throws IOException {
        int width = decoder.width();
        int height = decoder.height();
        if (width <= 0 || height <= 0) {
            throw BadImage.damaged("it has " + width + "x" + height + " pixels");
        }
        long pixels = (long) width * height;
        String what = "the image has " + width + "x" + height + " pixels, ";
        if (pixels > MOST_PIXELS) {
            throw new BadImage(what + "more than " + MOST_PIXELS, "scale it");
        }
        int turned = decoder.orientation() == Orientation.UPRIGHT ? 0 : 3;
        long bytes = pixels * Math.max(decoder.bytesPerPixel(), 3 + turned) + decoder.copies();
        if (!room.holds(bytes)) {
            throw BadImage.tooLarge(what + "which take " + megabytes(bytes) + ", more than the "
                    + megabytes(room.bytes()) + " that images may take here (half of Java's memory)");
        }
        return bytes;
    }

    private static String megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000 + " MB";
    }
}
