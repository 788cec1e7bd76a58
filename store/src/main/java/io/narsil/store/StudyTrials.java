package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The trials of one study in a {@link TrialStore}, for reading and writing.
 *
 * <p>A trial is chosen, started, reports its epochs and finishes. A trial that is over never changes, unless it is
 * reopened. All methods that write, except {@link #chosen}, throw an {@link IllegalArgumentException} for a trial that
 * was never chosen. Methods that read return a snapshot, which later writes do not change.
 */
public interface StudyTrials {
    /**
     * Registers trials before any of them runs: all of them or, where that fails, none. A trial that is registered
     * again keeps its first values, including its first prediction.
     *
     * @throws UserException if another trial (candidate, epochs, kind, round, budget or teacher) has
     *     one of the numbers
     */
    void chosen(List<Chosen> batch);

    /** Records that a trial is about to run, or to run again after an interruption. */
    void started(int trial);

    /** Records an epoch of a trial. One that is reported again, after a restart, keeps its first values. */
    void epoch(int trial, EpochRecord epoch);

    /**
     * Records the result of a trial that is over.
     *
     * @throws IllegalArgumentException if the scores are not those of the epochs that were reported
     */
    void finished(TrialResult result);

    /** Records that a trial that was over must run again, since its files were lost; its epochs stay. */
    void reopened(int trial);

    /**
     * Takes what was damaged since it was written for not there, so that it is made again. Called before a run goes on,
     * and by nobody else meanwhile.
     *
     * @return numbers of trials that run again, or that are forgotten to be chosen again
     */
    default List<Integer> mended() {
        return List.of();
    }

    /**
     * All trials in the order of their numbers, each with everything that is stored about it.
     *
     * @throws UserException if one is damaged, or no candidate of the space
     */
    List<StoredTrial> trials();

    /**
     * Like {@link #trials()}, for who only looks: without those that are damaged or no candidates of the space.
     *
     * @param damaged listener that is told of each trial that is left out
     */
    default List<StoredTrial> readable(Consumer<UserException> damaged) {
        return trials();
    }

    /** One trial; empty if no trial of that number was chosen. */
    Optional<StoredTrial> trial(int id);

    /** The number of trials that are over. */
    int finishedCount();
}
