package io.narsil.search;

import java.util.List;

/**
 * Trains candidates, or looks their scores up.
 *
 * <p>A result may depend on its trial alone: not on the others, nor on their order, nor on the time. The search calls
 * this from one thread.
 */
public interface Evaluator {
    /** Runs all trials of a step and gives their results in the same order; an interrupted evaluation throws. */
    List<TrialResult> evaluate(Step.Train step);
}
