package io.narsil.search;

/**
 * The epoch after which later rounds stop.
 *
 * @param epoch from 1
 * @param epochs of the whole training
 * @param correlation of the ranks at that epoch with those at the end
 * @param sureness the probability that the correlation among all candidates, of which the first round is a sample, is
 *     what is wanted; 1 for the last epoch
 */
public record EarlyStop(int epoch, int epochs, double correlation, double sureness) {
    /** No early stop: all epochs. */
    public static EarlyStop none(int epochs) {
        return new EarlyStop(epochs, epochs, 1, 1);
    }

    /** Whether anything is saved. */
    public boolean early() {
        return epoch < epochs;
    }
}
