package io.narsil.predictor;

/**
 * What a predictor believes of a list of candidates while a batch of them is chosen.
 *
 * <p>A batch is chosen one by one. Each choice is {@linkplain #assume assumed} to turn out as predicted, which makes its
 * like less uncertain, so that a batch does not repeat itself.
 */
public interface Beliefs {
    /** The prediction of a candidate, by its place in the list. */
    Prediction prediction(int i);

    /**
     * How good a candidate may be: its mean and so many deviations, on a scale that only ranks. It does not rise when
     * another candidate is assumed.
     */
    double optimistic(int i, double deviations);

    /** Acts from now on as if a candidate had been measured as predicted. */
    void assume(int i);
}
