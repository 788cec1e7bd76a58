package io.narsil.study.objects;

import io.narsil.boxes.FoundBox;
import io.narsil.config.Listed;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which class of a network is which class of a folder: those of the same name, in whatever order either has them.
 *
 * @param places number of the folder's class for each class of the network; -1 for one that the folder has not
 */
record ObjectClasses(List<Integer> places) {
    private static final int UNKNOWN = -1;
    private static final int LISTED = 8;

    /**
     * Compares them.
     *
     * @param needed labels of the folder of which there are objects
     * @param where name of the folder in messages
     * @throws io.narsil.config.UserException naming every class of an object that the network does not know
     */
    static ObjectClasses of(List<String> network, List<String> folder, Set<Integer> needed, String where) {
        List<String> known = network.stream().map(ObjectClasses::normal).toList();
        List<String> given = folder.stream().map(ObjectClasses::normal).toList();
        List<String> strange = new ArrayList<>();
        Problems problems = new Problems();
        for (int label : needed) {
            String name = given.get(label);
            if (!known.contains(name)) {
                List<String> free =
                        known.stream().filter(other -> !given.contains(other)).toList();
                Nearest.of(name, free)
                        .ifPresentOrElse(
                                near -> problems.add(
                                        where,
                                        "the network knows no class \"" + name + "\", which is marked here",
                                        "it is the class \"" + near + "\""),
                                () -> strange.add(name));
            }
        }
        if (!strange.isEmpty()) {
            problems.add(
                    where,
                    "the network knows no class " + Listed.of(strange, LISTED) + ", which is marked here, only "
                            + Listed.of(known, LISTED),
                    "images of the kind that it was trained on");
        }
        problems.throwIfAny();
        return new ObjectClasses(known.stream().map(given::indexOf).toList());
    }

    /** A letter with its accent may be one character or two. */
    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The boxes with the folder's labels, without those of classes that it has not. */
    List<FoundBox> labelled(List<FoundBox> found) {
        return found.stream()
                .filter(box -> places.get(box.label()) != UNKNOWN)
                .map(box -> new FoundBox(places.get(box.label()), box.box(), box.score()))
                .toList();
    }
}
