package io.narsil.task;

/**
 * What can be had without looking at the images: the best answer that is the same for all of them.
 *
 * @param score score of that answer
 * @param deviation standard deviation of that score, from luck in which images there are
 * @param loss loss of a network that takes every answer for equally probable
 */
public record Guessing(double score, double deviation, double loss) {
    /** The score above which a network has learned something: more than guessing with some luck. */
    public double lucky() {
        return score + deviation;
    }
}
