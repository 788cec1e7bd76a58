package io.narsil.study.evaluation;

import io.narsil.config.Listed;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.data.MeasuredImages;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which class of a network is which class of some images: those of the same name, in whatever order either has them.
 *
 * @param places number of the network's class for each class of the images; -1 for one that has no image
 * @param missing classes of the network of which there is no image
 */
public record KnownClasses(List<Integer> places, List<String> missing) {
    private static final int UNKNOWN = -1;
    private static final int LISTED = 8;

    /** Compares them; a {@link UserException} that names every class of an image that the network does not know. */
    static KnownClasses of(List<String> network, MeasuredImages images, String where) {
        // A letter with its accent may be one character or two; classes of images have been made one.
        List<String> known = network.stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
                .toList();
        List<String> given = images.classes();
        long[] counts = new long[given.size()];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);
        List<Integer> places = new ArrayList<>();
        List<String> missing = new ArrayList<>(known);
        List<String> unknown = new ArrayList<>();
        Problems problems = new Problems();
        for (int c = 0; c < given.size(); c++) {
            places.add(counts[c] == 0 ? UNKNOWN : known.indexOf(given.get(c)));
            if (counts[c] > 0 && !missing.remove(given.get(c))) {
                unknown.add(given.get(c));
            }
        }
        if (missing.size() == known.size()) {
            throw new UserException(
                    where,
                    "the network knows none of the classes of these images (" + some(unknown) + "), only "
                            + some(known),
                    known.get(0).equals("class 0")
                            ? "\"narsil export\" with --data, so that its file has their names"
                            : "the images are in folders within it, or they are others than it was made for");
        }
        List<String> strange = new ArrayList<>();
        for (String name : unknown) {
            // One that has images of its own is not what was meant.
            Nearest.of(name, missing)
                    .ifPresentOrElse(
                            near -> problems.add(
                                    where,
                                    "the network knows no class \"" + name + "\", of which there "
                                            + images(counts[given.indexOf(name)]),
                                    "it is the class \"" + near + "\""),
                            () -> strange.add(name));
        }
        if (!strange.isEmpty()) {
            long count = strange.stream()
                    .mapToLong(name -> counts[given.indexOf(name)])
                    .sum();
            problems.add(
                    where,
                    "the network knows no class " + some(strange) + ", of which there " + images(count),
                    "move " + (count == 1 ? "it" : "them") + " away, since whatever the network answers is wrong");
        }
        problems.throwIfAny();
        return new KnownClasses(places, missing);
    }

    private static String images(long count) {
        return count == 1 ? "is 1 image" : "are " + count + " images";
    }

    private static String some(List<String> names) {
        return Listed.of(names, LISTED);
    }

    /** The network's class of each image. */
    int[] labels(int[] labels) {
        return Arrays.stream(labels).map(places::get).toArray();
    }

    /** The first of the missing classes in words. */
    public String someMissing() {
        return some(missing);
    }
}
