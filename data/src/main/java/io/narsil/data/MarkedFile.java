package io.narsil.data;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.config.UserException;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What is marked in prepared images, in a safetensors file beside them: of each part {@code PART.sizes} (image; height, width),
 * {@code PART.counts} (image), and of all its objects in a row {@code PART.labels}, {@code PART.boxes} (left, top, right, bottom),
 * {@code PART.areas} and {@code PART.kinds} (1 for a crowd, 2 for what is difficult). The photos' names are in its metadata, a JSON list a part.
 */
public final class MarkedFile {
    private static final int CROWD = 1;
    private static final int DIFFICULT = 2;

    private MarkedFile() {}

    /** Writes the file whole. */
    public static void write(Path file, Map<Part, List<Marked>> parts) {
        List<TensorEntry> entries = new ArrayList<>();
        parts.forEach((part, photos) -> add(entries, part.key(), photos));
        Map<String, String> names = new LinkedHashMap<>();
        parts.forEach((part, photos) -> names.put(
                part.key(), NameList.write(photos.stream().map(Marked::name).toList())));
        Safetensors.write(file, entries, names);
    }

    private static void add(List<TensorEntry> entries, String part, List<Marked> photos) {
        List<TrueBox> all = photos.stream().flatMap(p -> p.objects().stream()).toList();
        int n = all.size();
        entries.add(TensorEntry.of(
                part + ".sizes",
                photos.stream()
                        .flatMap(p -> List.of(p.height(), p.width()).stream())
                        .mapToInt(i -> i)
                        .toArray(),
                photos.size(),
                2));
        entries.add(TensorEntry.of(
                part + ".counts",
                photos.stream().mapToInt(p -> p.objects().size()).toArray(),
                photos.size()));
        entries.add(TensorEntry.of(
                part + ".labels", all.stream().mapToInt(TrueBox::label).toArray(), n));
        entries.add(TensorEntry.of(
                part + ".boxes",
                all.stream()
                        .flatMapToDouble(o -> DoubleStream.of(
                                o.box().left(),
                                o.box().top(),
                                o.box().right(),
                                o.box().bottom()))
                        .toArray(),
                n,
                4));
        entries.add(TensorEntry.of(
                part + ".areas", all.stream().mapToDouble(TrueBox::area).toArray(), n));
        entries.add(TensorEntry.of(
                part + ".kinds",
                all.stream()
                        .mapToInt(o -> (o.crowd() ? CROWD : 0) + (o.difficult() ? DIFFICULT : 0))
                        .toArray(),
                n));
    }

    /**
     * Reads a file.
     *
     * @param data images that it is of
     * @throws UserException where it is damaged or of other images
     */
    public static Map<Part, List<Marked>> read(Path file, DataSet data) {
        Safetensors.Content content = Safetensors.read(file);
        Map<Part, List<Marked>> parts = new EnumMap<>(Part.class);
        try {
            for (Part part : Part.values()) {
                int images = switch (part) {
                    case TRAIN -> data.train().count();
                    case VALIDATION -> data.validation().count();
                    case TEST -> data.test().count();
                };
                List<Marked> photos =
                        read(content, file, part.key(), data.classes().size());
                if (photos.size() != images) {
                    throw new IllegalArgumentException("other images");
                }
                parts.put(part, photos);
            }
            return parts;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UserException(
                    file.toString(), "this is not a file of what is marked in the prepared images", "delete it");
        }
    }

    private static List<Marked> read(Safetensors.Content content, Path file, String part, int classes) {
        List<String> names = NameList.read(content.metadata().getOrDefault(part, "[]"));
        int[] sizes = content.need(part + ".sizes", file).ints();
        int[] counts = content.need(part + ".counts", file).ints();
        int[] labels = content.need(part + ".labels", file).ints();
        double[] boxes = content.need(part + ".boxes", file).doubles();
        double[] areas = content.need(part + ".areas", file).doubles();
        int[] kinds = content.need(part + ".kinds", file).ints();
        List<Marked> photos = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            List<TrueBox> objects = new ArrayList<>();
            for (int end = at + counts[i]; at < end; at++) {
                if (labels[at] < 0 || labels[at] >= classes) {
                    throw new IllegalArgumentException("no class " + labels[at]);
                }
                Box box = new Box(boxes[4 * at], boxes[4 * at + 1], boxes[4 * at + 2], boxes[4 * at + 3]);
                objects.add(new TrueBox(
                        labels[at], box, areas[at], (kinds[at] & CROWD) != 0, (kinds[at] & DIFFICULT) != 0));
            }
            photos.add(new Marked(names.get(i), sizes[2 * i], sizes[2 * i + 1], objects));
        }
        return photos;
    }
}
