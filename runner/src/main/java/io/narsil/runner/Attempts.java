package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Repeats a request with another worker, if one died: as often as {@link Deaths} says.
 *
 * @param <W> connection to one worker
 */
final class Attempts<W extends WorkerLink> {
    private static final int ANSWERS = 2;

    private final Crew<W> workers;
    private final ArtifactResolver files;
    private final Duration rest;

    /**
     * Attempts.
     *
     * @param files resolver of the files that requests name
     * @param rest first rest before a trial is tried alone again after a death from outside
     */
    Attempts(Crew<W> workers, ArtifactResolver files, Duration rest) {
        this.workers = workers;
        this.files = files;
        this.rest = rest;
    }

    /** Trains a trial of a run and returns its result; nothing where it was put off. */
    Optional<TrialResult> train(TrainRequest request, TrialRun run) throws WorkerLink.StoppedException {
        Deaths deaths = run.deaths(request.trial());
        if (deaths.any()) {
            workers.leave(0);
            workers.rest(deaths.rest(rest), () -> run.cancelled(request));
        }
        while (!run.cancelled(request)) {
            W worker = workers.take();
            WorkerLink.BrokenException end;
            try {
                return Optional.of(hold(request, run, worker));
            } catch (WorkerLink.BrokenException e) {
                end = e;
            }
            // Where everything was ended, this worker was, too: that is no fault of its own.
            workers.check();
            if (run.cancelled(request)) {
                break;
            }
            Deaths.Next next = run.died(request, end);
            if (next == Deaths.Next.FAILED) {
                return Optional.of(Conversation.failed(request.trial(), deaths.reason(end.getMessage())));
            }
            if (next == Deaths.Next.ALONE) {
                return Optional.empty();
            }
            if (!workers.shareMemory()) {
                workers.rest(deaths.rest(rest), () -> run.cancelled(request));
            }
        }
        return Optional.of(Conversation.failed(request.trial(), TrialRunner.CANCELLED));
    }

    private TrialResult hold(TrainRequest request, TrialRun run, W worker)
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
        for (int attempt = 0; attempt < ANSWERS; attempt++) {
            W worker = workers.take();
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

    private void release(W worker, boolean sound) {
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
