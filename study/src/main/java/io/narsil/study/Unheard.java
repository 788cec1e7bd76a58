package io.narsil.study;

import io.narsil.runner.Outcome;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerMessage;

/** Listens to a training of which only the outcome matters. */
class Unheard implements RunListener {
    @Override
    public void started(TrialRequest request) {}

    @Override
    public void epoch(WorkerMessage.Epoch epoch) {}

    @Override
    public void finished(Outcome outcome) {}
}
