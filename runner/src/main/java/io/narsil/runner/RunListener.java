package io.narsil.runner;

import io.narsil.search.TrialResult;

/**
 * Receives what happens in a run.
 *
 * <p>Calls may come from several threads, never concurrently, and each sees what those before it have done. None comes after
 * {@link TrialRunner#run} is over. An exception ends the run, and is the last thing that the listener hears of it.
 */
public interface RunListener {
    /** A trial has begun; said again where the machine's fault makes a runner try it anew. */
    default void started(TrainRequest request) {}

    /**
     * An epoch is over and, where there is a checkpoint, durable. Of one try, epochs come in their order; those before a
     * checkpoint that the training goes on from are told once more, with 0 seconds.
     */
    default void epoch(WorkerMessage.Epoch epoch) {}

    /** A trial is over, once and for all: said once, and nothing of it afterwards. */
    default void finished(TrialResult result) {}
}
