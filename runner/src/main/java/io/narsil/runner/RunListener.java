package io.narsil.runner;

import io.narsil.search.TrialResult;
import java.util.OptionalInt;

/**
 * Receives the events of a run.
 *
 * <p>Calls may come from several threads, never concurrently, and each sees the effects of those before it. No call
 * comes after {@link TrialRunner#run} has returned. If a listener throws, the run ends and the listener gets no further
 * call.
 */
public interface RunListener {
    /** A trial has begun. Called again if a runner repeats a trial that failed by the machine's fault. */
    default void started(TrainRequest request) {}

    /**
     * The same, as runners tell it whose workers have numbers.
     *
     * @param worker number of the worker among those at work at the same time, from 0; nothing where it has none
     */
    default void started(TrainRequest request, OptionalInt worker) {
        started(request);
    }

    /**
     * An epoch is over and, where there is a checkpoint, durable. Within one try, epochs come in their order. If a
     * training goes on from a checkpoint, the epochs before it are reported once more, with 0 seconds.
     */
    default void epoch(WorkerMessage.Epoch epoch) {}

    /**
     * A worker died within a trial, which is not over: it is tried again.
     *
     * @param reason end of the worker
     * @param alone mark of a trial that is put off until nothing else runs
     */
    default void died(int trial, String reason, boolean alone) {}

    /** Fewer trials run at the same time from here on, since workers die for want of memory. */
    default void fewerWorkers(int left) {}

    /** A trial is over. Called once for each trial, as its last event. */
    default void finished(TrialResult result) {}
}
