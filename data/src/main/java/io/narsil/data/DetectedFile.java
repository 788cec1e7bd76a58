package io.narsil.data;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.config.UserException;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a detector has found in prepared images, in pixels of the photos: a safetensors file with {@code PART.counts} (image), and of all
 * boxes of a part in a row {@code PART.labels}, {@code PART.scores} and {@code PART.boxes} (left, top, right, bottom).
 */
public final class DetectedFile {
    private DetectedFile() {}

    /** Writes the file whole; for each part a list of boxes by image. */
    public static void write(Path file, List<List<FoundBox>> validation, List<List<FoundBox>> test) {
        List<TensorEntry> entries = new ArrayList<>();
        add(entries, Part.VALIDATION.key(), validation);
        add(entries, Part.TEST.key(), test);
        Safetensors.write(file, entries, Map.of());
    }

    private static void add(List<TensorEntry> entries, String part, List<List<FoundBox>> images) {
        List<FoundBox> all = images.stream().flatMap(List::stream).toList();
        int n = all.size();
        entries.add(TensorEntry.of(
                part + ".counts", images.stream().mapToInt(List::size).toArray(), images.size()));
        entries.add(TensorEntry.of(
                part + ".labels", all.stream().mapToInt(FoundBox::label).toArray(), n));
        entries.add(TensorEntry.of(
                part + ".scores", all.stream().mapToDouble(FoundBox::score).toArray(), n));
        entries.add(TensorEntry.of(
                part + ".boxes",
                all.stream()
                        .map(FoundBox::box)
                        .flatMapToDouble(b -> DoubleStream.of(b.left(), b.top(), b.right(), b.bottom()))
                        .toArray(),
                n,
                4));
    }

    /**
     * The boxes in the images of a part, validation or test.
     *
     * @throws UserException where the file is damaged
     */
    public static List<List<FoundBox>> read(Path file, Part part) {
        Safetensors.Content content = Safetensors.read(file);
        try {
            int[] counts = content.need(part.key() + ".counts", file).ints();
            int[] labels = content.need(part.key() + ".labels", file).ints();
            double[] scores = content.need(part.key() + ".scores", file).doubles();
            double[] boxes = content.need(part.key() + ".boxes", file).doubles();
            List<List<FoundBox>> images = new ArrayList<>();
            int at = 0;
            for (int count : counts) {
                List<FoundBox> found = new ArrayList<>();
                for (int end = at + count; at < end; at++) {
                    Box box = new Box(boxes[4 * at], boxes[4 * at + 1], boxes[4 * at + 2], boxes[4 * at + 3]);
                    found.add(new FoundBox(labels[at], box, scores[at]));
                }
                images.add(found);
            }
            return images;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UserException(file.toString(), "this is not a file of boxes that were found", "delete it");
        }
    }
}
