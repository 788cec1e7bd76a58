package io.narsil.runner;

/** Is told what workers do, from several threads but never from two at a time. */
public interface RunListener {
    /** A worker has begun a trial. */
    default void started(TrialRequest request) {}

    default void epoch(WorkerMessage.Epoch epoch) {}

    default void finished(Outcome outcome) {}
}
