package io.narsil.annotations;

import io.narsil.boxes.TrueBox;
import io.narsil.data.ClassNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes that have a box: others can neither be learned nor be found.
 *
 * @param names names, in the order of their labels
 * @param labels label of each class by its number in the list of all; below 0 where it has none
 */
record UsedClasses(List<String> names, int[] labels) {
    /** The classes among all, in the order of the form. */
    static UsedClasses of(List<String> all, FormReader reader, List<List<TrueBox>> boxes, Findings findings) {
        Set<Integer> met =
                boxes.stream().flatMap(List::stream).map(TrueBox::label).collect(Collectors.toSet());
        Set<Integer> order = new LinkedHashSet<>(reader.order());
        IntStream.range(0, all.size())
                .boxed()
                .sorted((a, b) -> all.get(a).compareTo(all.get(b)))
                .forEach(order::add);
        Set<String> above =
                reader.above().stream().map(name -> ClassNames.of(name.strip())).collect(Collectors.toSet());
        List<String> names = new ArrayList<>();
        int[] labels = new int[all.size()];
        for (int number : order) {
            String name = all.get(number);
            labels[number] = met.contains(number) ? names.size() : -1;
            if (labels[number] >= 0) {
                names.add(name);
            } else {
                findings.note(
                        above.contains(name)
                                ? "classes without a box that are only the super-class of others are left out"
                                : "classes without a box are left out",
                        name);
            }
        }
        return new UsedClasses(List.copyOf(names), labels);
    }

    /** Boxes whose labels are those of the classes that are used. */
    List<TrueBox> relabelled(List<TrueBox> boxes) {
        return boxes.stream()
                .map(box -> new TrueBox(labels[box.label()], box.box(), box.area(), box.crowd(), box.difficult()))
                .toList();
    }
}
