package io.narsil.store;

import io.narsil.space.SearchSpace;
import java.util.List;

/**
 * Keeps the trials of any number of studies. {@link TrialStores} opens one.
 *
 * <p>What a method has written is durable when it returns, where the store outlives its process at all: a process that
 * is killed afterwards loses nothing of it. Any number of threads may call. Every method throws a
 * {@link io.narsil.config.UserException} where the store cannot be read or written, and an {@link IllegalStateException}
 * once the store is closed.
 */
public interface TrialStore extends AutoCloseable {
    /** The ids of the studies that have trials, in the order in which they were made. */
    List<String> studies();

    /**
     * The trials of one study, which is made when its first trial is written.
     *
     * @param id name of the study, any text that is not empty
     * @param space space of the study's candidates: those that are read are candidates of this very object
     */
    StudyTrials study(String id, SearchSpace space);

    /** Gives up the store; closing it again does nothing. */
    @Override
    void close();
}
