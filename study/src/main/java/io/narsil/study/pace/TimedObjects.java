package io.narsil.study.pace;

import io.narsil.data.DataSet;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is marked in the images that a short training is timed on, where networks find objects.
 *
 * @param from file of what is marked in all images
 * @param file file for that of some of them, which {@code key} names to workers
 */
public record TimedObjects(Path from, Path file, String key) {
    /**
     * Writes what is marked in some of the images.
     *
     * @param some first images of each part of {@code data}
     */
    void write(DataSet data, DataSet some) {
        Map<Part, Integer> counts = Map.of(
                Part.TRAIN, some.train().count(),
                Part.VALIDATION, some.validation().count(),
                Part.TEST, some.test().count());
        Map<Part, List<Marked>> first = new EnumMap<>(Part.class);
        MarkedFile.read(from, data).forEach((part, all) -> first.put(part, all.subList(0, counts.get(part))));
        MarkedFile.write(file, first);
    }
}
