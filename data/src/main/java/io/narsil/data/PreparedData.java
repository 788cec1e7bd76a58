package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decoded images in one file, which every worker maps and none has to decode again.
 *
 * <p>The file is a safetensors file: {@code PART.images} (image, row, column, channel) and {@code PART.labels} for each
 * part.
 */
public final class PreparedData {
    private static final List<String> PARTS = List.of("train", "validation", "test");
    private static final String SEPARATOR = "\n";

    private PreparedData() {}

    /** Writes the file whole. */
    public static void write(Path file, DataSet data) {
        List<TensorEntry> entries = new ArrayList<>();
        List<ImageSet> parts = List.of(data.train(), data.validation(), data.test());
        for (int i = 0; i < parts.size(); i++) {
            ImageSet part = parts.get(i);
            List<Long> shape =
                    List.of((long) part.count(), (long) part.size(), (long) part.size(), (long) part.channels());
            entries.add(new TensorEntry(
                    PARTS.get(i) + ".images",
                    TensorEntry.Type.U8,
                    shape,
                    part.pixels().duplicate()));
            entries.add(TensorEntry.of(PARTS.get(i) + ".labels", part.labels(), part.count()));
        }
        // Labels first: four-byte values then stand at multiples of four.
        entries.sort(
                (a, b) -> Boolean.compare(a.name().endsWith("images"), b.name().endsWith("images")));
        Safetensors.write(
                file,
                entries,
                Map.of(
                        "name", data.name(),
                        "classes", String.join(SEPARATOR, data.classes()),
                        "mean", join(data.mean()),
                        "deviation", join(data.deviation())));
    }

    /** Maps a file that {@link #write} wrote. */
    public static DataSet read(Path file) {
        Safetensors.Content content = Safetensors.read(file);
        try {
            ImageSet[] parts = new ImageSet[PARTS.size()];
            for (int i = 0; i < parts.length; i++) {
                TensorEntry images = content.need(PARTS.get(i) + ".images", file);
                int[] labels = content.need(PARTS.get(i) + ".labels", file).ints();
                int size = images.shape().get(1).intValue();
                parts[i] = new ImageSet(
                        images.bytes(), labels, images.shape().get(3).intValue(), size);
            }
            return new DataSet(
                    content.metadata().get("name"),
                    List.of(content.metadata().get("classes").split(SEPARATOR, -1)),
                    parts[0],
                    parts[1],
                    parts[2],
                    split(content.metadata().get("mean")),
                    split(content.metadata().get("deviation")));
        } catch (IndexOutOfBoundsException | NullPointerException | IllegalArgumentException e) {
            throw new UserException(file.toString(), "this is not a file of prepared images", "delete it");
        }
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static List<Double> split(String numbers) {
        return Arrays.stream(numbers.split(" ")).map(Double::valueOf).toList();
    }
}
