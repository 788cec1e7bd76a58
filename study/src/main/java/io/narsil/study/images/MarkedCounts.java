package io.narsil.study.images;

import io.narsil.boxes.TrueBox;
import io.narsil.data.Marked;
import io.narsil.data.Part;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.ClassCount;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How many objects of each class are marked, crowds and what need not be found included. */
public final class MarkedCounts {
    private MarkedCounts() {}

    /** The counts of all parts together, as an event. */
    static StudyEvent.ObjectsCounted event(Map<Part, List<Marked>> marked, List<String> classes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        of(marked, classes).forEach(c -> counts.put(c.name(), c.train() + c.validation() + c.test()));
        return new StudyEvent.ObjectsCounted(Collections.unmodifiableMap(counts));
    }

    /** The classes with the objects of each part, in the order of the labels. */
    public static List<ClassCount> of(Map<Part, List<Marked>> marked, List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(label -> new ClassCount(
                        classes.get(label),
                        count(marked.get(Part.TRAIN), label),
                        count(marked.get(Part.VALIDATION), label),
                        count(marked.get(Part.TEST), label)))
                .toList();
    }

    private static int count(List<Marked> photos, int label) {
        return photos.stream()
                .mapToInt(photo -> (int) photo.objects().stream()
                        .mapToInt(TrueBox::label)
                        .filter(l -> l == label)
                        .count())
                .sum();
    }
}
