package io.narsil.runner;

/** Is told what workers do, from several threads but never from two at a time. */
public interface RunListener {
    /** A worker has begun a trial. */
    void started(TrialRequest request);

    void epoch(WorkerMessage.Epoch epoch);

    void finished(Outcome outcome);
}
