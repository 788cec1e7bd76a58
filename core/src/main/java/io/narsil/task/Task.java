package io.narsil.task;

/**
 * What networks are trained for: what they give for an image, and by which score they are compared.
 *
 * <p>Its training half, the loss and how the score is computed, stands with the trainer.
 */
public interface Task {
    /** The word in messages and files, such as {@code classification}. */
    String key();

    /** What the score is called, such as {@code accuracy}. */
    String scoreName();

    /** The score of a network that guesses without looking at the image. */
    double chance();

    /** How many numbers the network's head gives for one image. */
    int outputs();

    /** Whether the better of two networks is the one with the higher score. */
    default boolean higherIsBetter() {
        return true;
    }
}
