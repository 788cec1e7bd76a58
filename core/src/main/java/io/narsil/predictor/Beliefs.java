package io.narsil.predictor;

import java.util.stream.IntStream;

/**
 * What a predictor believes of a list of candidates while a batch of them is chosen.
 *
 * <p>A batch is chosen one by one. Each choice becomes a {@linkplain #fantasize fantasy}, a measurement that is made
 * believe to have come as predicted, which makes its like less uncertain, so that a batch does not repeat itself. From one
 * thread only.
 */
public interface Beliefs {
    /** The prediction of a candidate, by its place in the list. */
    Prediction prediction(int i);

    /**
     * How good a candidate may be: its mean and so many standard deviations, on a scale that only ranks. It does not rise
     * when there is another fantasy.
     *
     * @param deviations number of standard deviations added to the mean, 0 or more
     */
    double upperConfidenceBound(int i, double deviations);

    /** The same of several candidates, in their order; may be quicker than one after the other. */
    default double[] upperConfidenceBounds(int[] candidates, double deviations) {
        return IntStream.of(candidates)
                .mapToDouble(i -> upperConfidenceBound(i, deviations))
                .toArray();
    }

    /** No less than {@link #upperConfidenceBound}, where that can be told at less cost. */
    default double limit(int i, double deviations) {
        return upperConfidenceBound(i, deviations);
    }

    /** Acts from now on as if a candidate had been measured as predicted. */
    void fantasize(int i);
}
