package io.narsil.store;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the trials of one study.
 *
 * <p>What a method has written is durable when it returns: a process that is killed afterwards loses nothing of it. A
 * finished trial never changes, unless it is reopened. Any number of threads may call; a store belongs to one process at a time.
 */
public interface TrialStore extends AutoCloseable {
    /** A trial is about to run, or to run again after it was cut short. */
    void started(Trial trial, Cost cost);

    /** An epoch is over; one that is reported again, after a restart, stays as it was first. */
    void epoch(int trial, EpochRecord epoch);

    /** A trial is over. */
    void finished(TrialResult result);

    /** A trial that was over is to run again, since what it left behind was lost; its epochs stay. */
    void reopened(int trial);

    /** What was predicted of a trial before it ran. */
    void predicted(int trial, Prediction prediction);

    /**
     * The result of a trial that is over; nothing for one that never ran or was cut short.
     *
     * @throws io.narsil.config.UserException if the store knows another candidate or length under that number
     */
    Optional<TrialResult> result(Trial trial);

    /** The epochs of a trial in order. */
    List<EpochRecord> epochs(int trial);

    /** How many trials are over. */
    int finishedCount();

    @Override
    void close();
}
