package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The conversation with one worker about one request, from the request's line to the message that ends it. */
final class Conversation {
    private final WorkerLink worker;
    private final int trial;
    private final Consumer<WorkerMessage.Epoch> epochs;
    /** Scores by epoch. A worker may report those before its checkpoint once more. */
    private final Map<Integer, Double> curve = new TreeMap<>();

    /** @param epochs receiver of each epoch as it comes */
    Conversation(WorkerLink worker, int trial, Consumer<WorkerMessage.Epoch> epochs) {
        this.worker = worker;
        this.trial = trial;
        this.epochs = epochs;
    }

    /**
     * Sends the request's line and reads messages until the request is over.
     *
     * @throws UserException where the worker says that the user must mend something before anything can go on
     */
    TrialResult hold(String line) throws WorkerLink.BrokenException, WorkerLink.StoppedException {
        worker.send(line);
        Optional<TrialResult> end = Optional.empty();
        while (end.isEmpty()) {
            end = hear(worker.read());
        }
        return end.get();
    }

    private Optional<TrialResult> hear(WorkerMessage message) throws WorkerLink.BrokenException {
        if (message instanceof WorkerMessage.Stopped stopped) {
            throw mend(stopped);
        }
        if (message.trial() == trial) {
            if (message instanceof WorkerMessage.Alive) {
                return Optional.empty();
            }
            if (message instanceof WorkerMessage.Epoch epoch) {
                return hear(epoch);
            }
            if (message instanceof WorkerMessage.Done done) {
                OptionalDouble test =
                        done.testScore() == null ? OptionalDouble.empty() : OptionalDouble.of(done.testScore());
                return Optional.of(
                        new TrialResult(trial, TrialResult.Status.DONE, List.copyOf(curve.values()), test, ""));
            }
            if (message instanceof WorkerMessage.Failed failed) {
                return Optional.of(failed.diverged() ? diverged(failed.reason()) : failed(trial, failed.reason()));
            }
        }
        throw new WorkerLink.BrokenException("the worker spoke of something else: " + message);
    }

    private Optional<TrialResult> hear(WorkerMessage.Epoch epoch) throws WorkerLink.BrokenException {
        if (!Double.isFinite(epoch.loss())) {
            // It may well go on training what cannot be saved.
            worker.close();
            return Optional.of(diverged("the loss was " + epoch.loss() + " in epoch " + epoch.epoch()));
        }
        if (!(epoch.score() >= 0 && epoch.score() <= 1)) {
            throw new WorkerLink.BrokenException("the worker told a score of " + epoch.score() + " after epoch "
                    + epoch.epoch() + "; it must be from 0 to 1");
        }
        curve.put(epoch.epoch(), epoch.score());
        epochs.accept(epoch);
        return Optional.empty();
    }

    private TrialResult diverged(String reason) {
        return new TrialResult(
                trial, TrialResult.Status.DIVERGED, List.copyOf(curve.values()), OptionalDouble.empty(), reason);
    }

    /** The result of a trial that failed. */
    static TrialResult failed(int trial, String reason) {
        return new TrialResult(trial, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), reason);
    }

    /** The message to the user about what a worker wants mended. */
    static UserException mend(WorkerMessage.Stopped stopped) {
        return new UserException("", stopped.reason().replaceAll("\\.$", ""), "");
    }
}
