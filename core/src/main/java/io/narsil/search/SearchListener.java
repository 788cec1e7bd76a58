package io.narsil.search;

import io.narsil.predictor.ScorePredictor;

/**
 * Receives what a search computes between its steps. Calls come from the search's thread. A listener must not change
 * what it receives.
 */
public interface SearchListener {
    /** Hears nothing. */
    SearchListener NONE = new SearchListener() {};

    /** The pool was built. An empty band belongs to a budget that no candidate of the space fits. */
    default void poolBuilt(Pool pool) {}

    /** The predictor was pretrained on the pool's free statistics. */
    default void pretrained(ScorePredictor.Pretraining pretraining) {}

    /** The first round is over, and the epoch at which later ones stop is known. */
    default void earlyStopFound(EarlyStop stop) {}

    /** Evolution is over for one budget. */
    default void evolved(Budget budget, Scored best) {}
}
