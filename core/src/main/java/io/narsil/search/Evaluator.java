package io.narsil.search;

import java.util.List;

/**
 * Trains candidates, or looks their scores up in a table.
 *
 * <p>A result may depend on its trial alone: not on other trials, their order or the time. The search calls this from
 * one thread.
 */
public interface Evaluator {
    /** Runs all trials of a step and gives their results in the same order; an interrupted evaluation throws. */
    List<TrialResult> evaluate(Step.Train step);
}
