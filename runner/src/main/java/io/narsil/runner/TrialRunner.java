package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;

/**
 * Trains candidates: in processes of this machine ({@link WorkerPool}), or wherever else an implementation knows to.
 *
 * <p><b>Results.</b> What comes of a request depends on the request alone: not on the others, their order, the number of
 * workers or the time. A trial that diverges or fails is a result with a reason, and the others go on. A runner may try a
 * trial anew that failed by the machine's fault, never one that diverged.
 *
 * <p><b>Files.</b> Requests name files by key. The runner finds them, as {@link ArtifactResolver} says, and whatever it does
 * to get them to where it trains: when {@link #run} returns, checkpoints and weights are where the same key finds them, and so
 * are a started trial's checkpoints after it was stopped. Keys that it cannot allow are refused before anything begins.
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
     * @throws UserException where something must be mended before any trial can go on, such as a full disk, or the runner
     *     was closed, or this thread interrupted; trials that are not over stay open, and nothing more is told of them
     * @throws IllegalArgumentException where two requests have the same trial, or a file may not have its key
     * @throws RuntimeException that a listener threw, which ends the run in the same way
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
     * Cancels one trial of the present run, by its number. If it is not over yet, its result is {@code FAILED} with
     * {@link #CANCELLED} as its reason, and that is the last that is told of it: one that waits never starts, and one that
     * runs is ended. A trial that is over keeps its result. Other numbers mean nothing. It does not wait. To end all trials and leave them
     * open, {@link #close} the runner.
     */
    void cancel(int trial);

    /** Ends everything at once and for ever; a run in progress throws. A later run of the same requests goes on from their checkpoints. */
    @Override
    void close();
}
