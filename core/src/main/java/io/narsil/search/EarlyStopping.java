package io.narsil.search;

import java.util.List;

/** Finds the epoch after which the rounds that follow the first may stop. */
public interface EarlyStopping {
    /**
     * Finds the epoch to stop at.
     *
     * @param curves scores of the first round after each epoch, all of the same length; may be few or none
     * @param epochs length of the whole training, in epochs
     */
    EarlyStop find(List<List<Double>> curves, int epochs);
}
