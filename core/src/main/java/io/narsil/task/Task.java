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

    /** The score of guessing without looking at the images, where all answers are equally common among them. */
    double chance();

    /**
     * What the best constant answer reaches on given images.
     *
     * @param labels of these images, at least one
     */
    Guessing guessing(int[] labels);

    /** How many numbers the network's head gives for one image. */
    int outputs();

    /** Whether the better of two networks is the one with the higher score. */
    default boolean higherIsBetter() {
        return true;
    }
}
