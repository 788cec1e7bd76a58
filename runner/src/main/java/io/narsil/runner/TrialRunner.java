package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;

/**
 * Trains candidates: in processes of this machine ({@link WorkerPool}), or anywhere else in other implementations.
 *
 * <p><b>Results.</b> The result of a request depends on the request alone: not on other requests, their order, the
 * number of workers or the time. A trial that diverges or fails has a result with a reason, and the others go on. A
 * trial whose worker died is repeated, and fails only where it ends at the same place again while nothing else runs; one
 * that diverged is never repeated.
 *
 * <p><b>Files.</b> Requests name files by key, and the runner finds them; an {@link ArtifactResolver} does so on one
 * machine. A checkpoint is at the place of its key before the listener receives its epoch, and weights before it
 * receives the result of their trial, also where the training is on another machine. Keys that are not allowed are
 * refused before anything begins.
 *
 * <p><b>Threads.</b> {@link #start}, {@link #run} and {@link #answer} are called by one thread at a time;
 * {@link #cancel} and {@link #close} by any thread at any time, also from a listener.
 *
 * <p>{@code TrialRunnerContract}, in this module's test artifact, tests all of this.
 */
public interface TrialRunner extends AutoCloseable {
    /** The reason in the result of a trial that was cancelled. */
    String CANCELLED = "it was cancelled";

    /**
     * Prepares for training. Called once, before all other methods.
     *
     * @return what trains, with its version
     * @throws UserException where nothing can train here, with what the user can mend
     */
    String start();

    /**
     * Runs all requests and returns their results in the same order. Results are final, and the listener has received
     * each by {@link RunListener#finished}. No two requests may have the same trial.
     *
     * <p>After an exception, other than one that refuses the requests, the runner can only be closed. Trials that are
     * not over then stay open: the listener receives nothing more about them, and a later run goes on from their
     * checkpoints.
     *
     * @throws UserException where something must be mended before any trial can go on, such as a full disk; where the
     *     runner was closed; where this thread was interrupted
     * @throws IllegalArgumentException where two requests have the same trial, or a file may not have its key
     * @throws RuntimeException that a listener threw
     */
    List<TrialResult> run(List<TrainRequest> requests, RunListener listener);

    /**
     * Computes a trained network's logits of test images, and writes the file that the request names.
     *
     * @throws UserException where the network could not be run, with the reason
     * @throws IllegalArgumentException where a file may not have its key
     */
    void answer(AnswerRequest request);

    /**
     * Cancels one trial of the present run, by its number, without waiting for it. A trial that waits never starts, and
     * one that runs is ended. Its result is {@code FAILED} with {@link #CANCELLED} as its reason, and this is the only
     * further event about it. A trial that is over keeps its result, and an unknown number has no effect.
     *
     * <p>To end all trials and leave them open, {@link #close} the runner.
     */
    void cancel(int trial);

    /**
     * Ends all work at once; a run in progress throws. The runner cannot be used again. Closing it again has no effect.
     */
    @Override
    void close();
}
