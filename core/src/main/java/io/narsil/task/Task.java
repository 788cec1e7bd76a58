package io.narsil.task;

/**
 * What networks are trained for, and the score by which they are compared.
 *
 * <p>The training half of a task, its loss and the computation of its score, belongs to the trainer.
 */
public interface Task {
    /** The word in messages and files, such as {@code classification}. */
    String key();

    /** The name of the score, such as {@code accuracy}. */
    String scoreName();

    /** The name of the score as people read it, such as {@code balanced accuracy}. */
    default String scoreText() {
        return scoreName().replace('_', ' ');
    }

    /** The score of guessing without looking at the images, where all answers are equally common among them. */
    double chance();

    /**
     * What the best constant answer reaches on given images.
     *
     * @param labels classes of these images, at least one
     */
    Guessing guessing(int[] labels);

    /**
     * The standard deviation by which chance moves a score from one training to the next, as far as the number of images tells; 0
     * where it tells nothing.
     *
     * @param images number of images that the score was measured on, at least 1
     */
    default double deviation(double score, int images) {
        return 0;
    }

    /** Whether the better of two networks is the one with the higher score. */
    default boolean higherIsBetter() {
        return true;
    }
}
