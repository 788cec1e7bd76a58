package io.narsil.predictor;

import java.util.stream.IntStream;

/**
 * A predictor's beliefs about a list of candidates, while a batch is chosen from them. For one thread only.
 *
 * <p>Candidates are chosen one by one. Each chosen one becomes a {@linkplain #fantasize fantasy}: the predictor acts as
 * if it had been measured and the result were the predicted mean. Similar candidates then become less uncertain, so
 * that a batch does not hold the same thing twice.
 */
public interface Beliefs {
    /** The prediction of the candidate at an index of the list. */
    Prediction prediction(int i);

    /**
     * The upper confidence bound of a candidate: its mean plus a number of standard deviations. Its scale serves to
     * rank candidates only. A fantasy never raises it.
     *
     * @param deviations number of standard deviations added to the mean, 0 or more
     */
    double upperConfidenceBound(int i, double deviations);

    /** The upper confidence bounds of several candidates, in their order; may be quicker than one by one. */
    default double[] upperConfidenceBounds(int[] candidates, double deviations) {
        return IntStream.of(candidates)
                .mapToDouble(i -> upperConfidenceBound(i, deviations))
                .toArray();
    }

    /** An upper limit of {@link #upperConfidenceBound}, which may cost less. */
    default double limit(int i, double deviations) {
        return upperConfidenceBound(i, deviations);
    }

    /** Adds a fantasy: acts from now on as if a candidate had been measured and the result were its predicted mean. */
    void fantasize(int i);
}
