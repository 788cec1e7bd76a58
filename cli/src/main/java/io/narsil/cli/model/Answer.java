package io.narsil.cli.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network says of an image.
 *
 * @param classes names of all classes, in the order of the logits
 * @param probabilities probability of each
 */
record Answer(String image, List<String> classes, List<Double> probabilities) {
    /** The classes from the most probable one on. */
    List<Integer> order() {
        return IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -probabilities.get(c)))
                .toList();
    }
}
