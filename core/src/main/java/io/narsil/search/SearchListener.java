package io.narsil.search;

import io.narsil.predictor.AccuracyPredictor;
import io.narsil.predictor.Prediction;
import java.util.List;

/** Is told how a search goes on; called from the search's thread, and must not change anything. */
public interface SearchListener {
    /** The pool is there; an empty band is a budget that nothing in the space fits. */
    default void poolBuilt(Pool pool) {}

    default void pretrained(AccuracyPredictor.Pretraining pretraining) {}

    /** A round is about to be trained; predictions are in the order of the trials, and empty for the first round. */
    default void roundChosen(int round, List<Trial> trials, List<Prediction> predictions) {}

    default void roundDone(int round, List<Trial> trials, List<TrialResult> results) {}

    default void earlyStopFound(EarlyStop stop) {}

    /** Evolution is over for one budget. */
    default void evolved(Budget budget, Evolution.Scored best) {}

    /** Finalists and baselines are about to be trained. */
    default void finalsChosen(List<Trial> trials) {}
}
