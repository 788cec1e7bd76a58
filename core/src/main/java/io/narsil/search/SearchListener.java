package io.narsil.search;

import io.narsil.predictor.ScorePredictor;

/** Receives what a search computes between its steps. Called from the search's thread; it must not change anything. */
public interface SearchListener {
    /** Hears nothing. */
    SearchListener NONE = new SearchListener() {};

    /** The pool is there; an empty band is a budget that nothing in the space fits. */
    default void poolBuilt(Pool pool) {}

    /** The predictor knows the pool's free statistics. */
    default void pretrained(ScorePredictor.Pretraining pretraining) {}

    /** The first round is over. */
    default void earlyStopFound(EarlyStop stop) {}

    /** Evolution is over for one budget. */
    default void evolved(Budget budget, Scored best) {}
}
