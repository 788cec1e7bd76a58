package io.narsil.search;

/**
 * The epoch after which later rounds stop.
 *
 * @param epoch last epoch of later rounds, from 1
 * @param epochs length of the whole training, in epochs
 * @param correlation rank correlation of the scores at that epoch with those at the end
 * @param sureness probability that the correlation among all candidates, of which the first round is a sample, is as
 *     high as wanted; 1 for the last epoch
 */
public record EarlyStop(int epoch, int epochs, double correlation, double sureness) {
    /** No early stop: all epochs. */
    public static EarlyStop none(int epochs) {
        return new EarlyStop(epochs, epochs, 1, 1);
    }

    /** Whether later rounds stop before the end of the training. */
    public boolean early() {
        return epoch < epochs;
    }
}
