package io.narsil.store;

import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Optional;

/**
 * The trials of one study in a {@link TrialStore}, written and read.
 *
 * <p>A trial is chosen, started, reports its epochs and finishes. A trial that is over never changes, unless it is
 * reopened. All methods but {@link #chosen} and those that read throw an {@link IllegalArgumentException} for a trial
 * that was never chosen. What is read is a snapshot: later writes do not change it.
 */
public interface StudyTrials {
    /**
     * Registers trials before any of them runs: all of them or, where that fails, none. A trial that is registered again
     * stays as it was first, with its first prediction.
     *
     * @throws io.narsil.config.UserException if another trial (candidate, epochs, kind, round, budget or teacher) has
     *     one of the numbers
     */
    void chosen(List<Chosen> batch);

    /** A trial is about to run, or to run again after it was cut short. */
    void started(int trial);

    /** An epoch of a trial is over; one that is reported again, after a restart, stays as it was first. */
    void epoch(int trial, EpochRecord epoch);

    /**
     * A trial is over.
     *
     * @throws IllegalArgumentException if the scores are not those of the epochs that were reported
     */
    void finished(TrialResult result);

    /** A trial that was over is to run again, since what it left behind was lost; its epochs stay. */
    void reopened(int trial);

    /**
     * All trials in the order of their numbers, with everything that is known about each.
     *
     * @throws io.narsil.config.UserException if one is damaged, or no candidate of the space
     */
    List<StoredTrial> trials();

    /** One trial; nothing where none of that number was chosen. */
    Optional<StoredTrial> trial(int id);

    /** The number of trials that are over. */
    int finishedCount();
}
