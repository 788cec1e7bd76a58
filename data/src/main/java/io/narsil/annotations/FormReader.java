package io.narsil.annotations;

import java.util.List;
import java.util.Set;

/** Reads the annotations of one form. */
interface FormReader {
    /**
     * The images of a folder and what is marked in them. Classes are added to the list that the reader was given.
     *
     * @return images that are annotated or are background, in a fixed order, each as often as it is annotated
     */
    List<MarkedImage> read();

    /** The numbers of classes in the order in which the form gives them; those that it does not order follow by alphabet. */
    List<Integer> order();

    /** The names of classes that are only the super-class of others, perhaps. */
    default Set<String> above() {
        return Set.of();
    }
}
