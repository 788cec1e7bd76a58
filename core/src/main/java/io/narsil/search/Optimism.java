package io.narsil.search;

import org.hipparchus.special.Erf;

/** How many standard deviations above its mean a candidate is judged at. */
@FunctionalInterface
public interface Optimism {
    /**
     * The number of standard deviations, 0 or more.
     *
     * @param trained number of candidates that were trained so far
     */
    double deviations(int trained);

    /**
     * Bayes-UCB (Kaufmann, Cappe and Garivier 2012): after n trainings a candidate is judged at the 1 - 1/n quantile of
     * what it may be, that is at 1.4 standard deviations after a dozen and at 2.4 after a hundred. With a bound that
     * stands still, a value that was seen only in bad company is written off for ever, since nothing more is learned of
     * it; one that rises with all that is learned of the others reaches it again.
     */
    static Optimism growing() {
        return trained -> trained < 3 ? 0 : Math.sqrt(2) * Erf.erfInv(1 - 2.0 / trained);
    }

    /** The same number however much is known. */
    static Optimism constant(double deviations) {
        return trained -> deviations;
    }
}
