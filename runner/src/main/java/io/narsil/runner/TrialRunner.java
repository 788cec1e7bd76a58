package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;

/**
 * Trains candidates: in processes of this machine ({@link WorkerPool}), or wherever else an implementation knows to.
 *
 * <p><b>Results.</b> What comes of a request depends on the request alone: not on the others, their order, the number of
 * workers or the time. A trial that diverges or fails is a result with a reason, and the others go on. A trial that failed
 * by the machine's fault may be tried again, one that diverged never is.
 *
 * <p><b>Files.</b> Requests name files by key, and the runner finds them; an {@link ArtifactResolver} does so on one machine.
 * A checkpoint is where its key finds it before its epoch is told, weights before their trial has finished: also where
 * the training is on another machine. Keys that cannot be allowed are refused before anything begins.
 *
 * <p><b>Threads.</b> {@link #start}, {@link #run} and {@link #answer} are called by one thread at a time; {@link #cancel} and
 * {@link #close} by any thread at any time, also by a listener.
 *
 * <p>{@code TrialRunnerContract}, in this module's test artifact, is this text as tests.
 */
public interface TrialRunner extends AutoCloseable {
    /** The reason in the result of a trial that was cancelled. */
    String CANCELLED = "it was cancelled";

    /**
     * Makes ready to train. Called once, before anything else.
     *
     * @return what trains, with its version
     * @throws UserException where nothing can train here, with what the user can mend
     */
    String start();

    /**
     * Runs all requests and gives their results in the same order. Results are final: each was told to
     * {@link RunListener#finished} before. No two requests have the same trial.
     *
     * <p>After an exception, other than one that refuses the requests, the runner is of no use but to be closed. Trials that
     * are not over then stay open: nothing more is told of them, and a later run goes on from their checkpoints.
     *
     * @throws UserException where something must be mended before any trial can go on, such as a full disk; where the
     *     runner was closed; where this thread was interrupted
     * @throws IllegalArgumentException where two requests have the same trial, or a file may not have its key
     * @throws RuntimeException that a listener threw
     */
    List<TrialResult> run(List<TrainRequest> requests, RunListener listener);

    /**
     * Lets a trained network answer test images, and writes the file that the request names.
     *
     * @throws UserException where the network could not be run, with the reason
     * @throws IllegalArgumentException where a file may not have its key
     */
    void answer(AnswerRequest request);

    /**
     * Cancels one trial of the present run, by its number, without waiting for it. One that waits never starts, and one that
     * runs is ended; its result is {@code FAILED} with {@link #CANCELLED} as its reason, and nothing else is told of it from
     * here on. A trial that is over keeps its result, and other numbers mean nothing.
     *
     * <p>To end all trials and leave them open, {@link #close} the runner.
     */
    void cancel(int trial);

    /** Ends everything at once and for ever; a run in progress throws. A second time it has no effect. */
    @Override
    void close();
}
