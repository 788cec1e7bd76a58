package io.narsil.task;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The number by which the networks of a study are compared. It says what they are trained for, whatever the classes and the
 * sizes of the images are.
 */
public interface Goal {
    /** The word in files, such as {@code balanced_accuracy}. */
    String key();

    /** The name that people read, such as {@code balanced accuracy}. */
    String text();

    /** The task of that many classes. */
    Task task(int classes);

    /** The goal that a file calls so. */
    static Optional<Goal> of(String key) {
        return Stream.<Goal[]>of(ClassScore.values(), BoxScore.values())
                .flatMap(Arrays::stream)
                .filter(goal -> goal.key().equals(key))
                .findFirst();
    }

    /** Whether objects are to be found in images. */
    default boolean finds() {
        return false;
    }
}
