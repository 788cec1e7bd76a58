package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.files.DiskSpace;
import io.narsil.files.TemporaryFolder;
import io.narsil.files.WholeFile;
import io.narsil.task.Fit;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Decoded images in one file, which all workers map, so that none has to decode again. While it is written, memory
 * holds one image for each thread; while it is read, none.
 *
 * <p>The file is a safetensors file: {@code PART.images} (image, row, column, channel) and {@code PART.labels} for each
 * part.
 */
public final class PreparedData {
    private PreparedData() {}

    /**
     * Decodes the images of a source into a file, which is written whole, and maps it.
     *
     * @throws UserException with all faults of the images at once; before any is decoded, where the disk has no room or
     *     an image is too large
     */
    public static DataSet write(Path file, DataSpec spec, DataSource source) {
        return write(file, spec, source, note -> {});
    }

    /**
     * The same, which tells what a user should know of the images though it is no fault.
     *
     * @param notes receiver of a line for each kind of thing, when all images are written
     */
    public static DataSet write(Path file, DataSpec spec, DataSource source, Consumer<String> notes) {
        return write(file, spec, source, OptionalInt.empty(), notes);
    }

    /**
     * The same for images that need not have one size.
     *
     * @param otherwise pixels a side to which images are scaled that are to keep their own size and are not squares of one
     */
    public static DataSet write(
            Path file, DataSpec spec, DataSource source, OptionalInt otherwise, Consumer<String> notes) {
        try (ImageList images = source.list(spec)) {
            Preparation.write(file, spec, images, otherwise).forEach(notes);
        }
        return read(file);
    }

    /** The same in a temporary file, which is deleted when the images are no longer used or the program ends. */
    public static DataSet temporary(DataSpec spec, DataSource source) {
        Path file = null;
        try {
            file = Files.createTempFile("narsil-images", ".safetensors");
            return write(file, spec, source);
        } catch (IOException e) {
            throw TemporaryFolder.failure(e);
        } finally {
            // What is mapped stays readable where the system lets a file in use be removed.
            if (file != null && !file.toFile().delete()) {
                file.toFile().deleteOnExit();
            }
        }
    }

    /** Writes the images of a set to a file whole. */
    public static void write(Path file, DataSet data) {
        List<ImageSet> parts = List.of(data.train(), data.validation(), data.test());
        Frame frame =
                Frame.of(file.toString(), data.train().size(), data.train().channels(), false, data.fit());
        int[] counts = parts.stream().mapToInt(ImageSet::count).toArray();
        PreparedLayout layout = PreparedLayout.of(data.name(), data.classes(), frame, counts);
        long count = Arrays.stream(counts).asLongStream().sum();
        DiskSpace.need(file, layout.at(count), count + " images", "free some space");
        WholeFile.fill(file, channel -> {
            layout.writeStart(channel, parts.stream().map(ImageSet::labels).toList(), data.mean(), data.deviation());
            long at = layout.imagesAt();
            for (ImageSet part : parts) {
                for (ByteBuffer pixels : part.pixels().segments()) {
                    long length = pixels.remaining();
                    Pass.write(channel, pixels, at);
                    at += length;
                }
            }
        });
    }

    /** Maps a file that {@link #write} has written. */
    public static DataSet read(Path file) {
        return read(file, Safetensors.read(file));
    }

    static DataSet read(Path file, Safetensors.Content content) {
        try {
            Map<Part, ImageSet> parts = new EnumMap<>(Part.class);
            List<String> classes = List.of(content.metadata().get("classes").split(PreparedLayout.SEPARATOR, -1));
            for (Part part : Part.values()) {
                TensorEntry images = content.need(part.key() + PreparedLayout.IMAGES, file);
                int[] labels =
                        content.need(part.key() + PreparedLayout.LABELS, file).ints();
                if (Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classes.size())) {
                    throw new IllegalArgumentException("there are labels of no class");
                }
                int size = Math.toIntExact(images.shape().get(1));
                int channels = Math.toIntExact(images.shape().get(3));
                parts.put(part, new ImageSet(images.content(), labels, channels, size));
            }
            return new DataSet(
                    content.metadata().get("name"),
                    classes,
                    parts.get(Part.TRAIN),
                    parts.get(Part.VALIDATION),
                    parts.get(Part.TEST),
                    split(content.metadata().get("mean")),
                    split(content.metadata().get("deviation")),
                    fit(content.metadata().getOrDefault(PreparedLayout.FIT, Fit.CROP.key())));
        } catch (IndexOutOfBoundsException
                | NullPointerException
                | IllegalArgumentException
                | ArithmeticException
                | IllegalStateException e) {
            throw new UserException(file.toString(), "this is not a file of prepared images", "delete it");
        }
    }

    private static Fit fit(String word) {
        return Words.find(Fit.class, word)
                .orElseThrow(() -> new IllegalArgumentException("there is no fit \"" + word + "\""));
    }

    private static List<Double> split(String numbers) {
        return Arrays.stream(numbers.split(" ")).map(Double::valueOf).toList();
    }
}
