package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;

/** Repeats a request once, with another worker, if it failed by the worker's fault. */
final class Attempts {
    private static final int TRIES = 2;

    private final Workers workers;
    private final ArtifactResolver files;

    /** @param files resolver of the files that requests name */
    Attempts(Workers workers, ArtifactResolver files) {
        this.workers = workers;
        this.files = files;
    }

    /** Trains a trial of a run and returns its result. */
    TrialResult train(TrainRequest request, TrialRun run) throws WorkerLink.StoppedException {
        String reason = "";
        for (int attempt = 0; attempt < TRIES && !run.cancelled(request); attempt++) {
            WorkerProcess worker = workers.take();
            try {
                return hold(request, run, worker);
            } catch (WorkerLink.BrokenException e) {
                reason = e.getMessage();
            }
            // Where everything was ended, this worker was, too: that is no fault of its own.
            workers.check();
        }
        return Conversation.failed(request.trial(), reason);
    }

    private TrialResult hold(TrainRequest request, TrialRun run, WorkerProcess worker)
            throws WorkerLink.BrokenException, WorkerLink.StoppedException {
        boolean sound = false;
        try {
            TrialResult result = run.begin(request, worker)
                    ? new Conversation(worker, request.trial(), run::epoch).hold(Protocol.write(request, files))
                    : Conversation.failed(request.trial(), TrialRunner.CANCELLED);
            sound = true;
            return result;
        } finally {
            // First of all: a trial that is cancelled from here on must not cost the next one its worker.
            run.leave(request);
            release(worker, sound);
        }
    }

    /** Has a worker write the logits of test images. */
    void answer(AnswerRequest request) throws WorkerLink.StoppedException {
        String line = Protocol.write(request, files);
        String reason = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            WorkerProcess worker = workers.take();
            boolean sound = false;
            try {
                TrialResult result = new Conversation(worker, request.trial(), epoch -> {}).hold(line);
                sound = true;
                if (result.done()) {
                    return;
                }
                throw unanswered(request, result.reason());
            } catch (WorkerLink.BrokenException e) {
                reason = e.getMessage();
            } finally {
                release(worker, sound);
            }
            workers.check();
        }
        throw unanswered(request, reason);
    }

    private void release(WorkerProcess worker, boolean sound) {
        if (sound) {
            workers.giveBack(worker);
        } else {
            workers.drop(worker);
        }
    }

    private UserException unanswered(AnswerRequest request, String reason) {
        return new UserException(
                files.path(request.weights()).toString(), "the network could not be run: " + reason, "");
    }
}
