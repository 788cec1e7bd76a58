package io.narsil.store;

import io.narsil.space.SearchSpace;
import java.util.List;

/**
 * Keeps the trials of any number of studies. {@link TrialStores} opens one.
 *
 * <p>What a method writes is durable when it returns, unless the store exists in memory only: if the process is killed
 * afterwards, nothing of it is lost. Any number of threads may call. Every method throws a {@link
 * io.narsil.config.UserException} if the store cannot be read or written, and an {@link IllegalStateException} after
 * the store was closed.
 */
public interface TrialStore extends AutoCloseable {
    /** The ids of the studies that have trials, in the order of their creation. */
    List<String> studies();

    /**
     * The trials of one study. The study is created when its first trial is written.
     *
     * @param id name of the study, any text that is not empty
     * @param spaces space that is searched and, after it, shapes that a person would take by hand, each with other parameters.
     *     Candidates that are read are of these very objects: those of {@link io.narsil.search.Trial.Kind#HAND} of the shape
     *     with their parameters, where there are shapes, and all others of the first space
     */
    StudyTrials study(String id, List<SearchSpace> spaces);

    /** The trials of a study whose candidates are all of one space. */
    default StudyTrials study(String id, SearchSpace space) {
        return study(id, List.of(space));
    }

    /**
     * Takes the store for one search until it is closed; others may read meanwhile. Only stores that several machines reach have to
     * know of it.
     *
     * @throws io.narsil.config.UserException where another search has it
     */
    default void own() {}

    /** Closes the store; closing it again has no effect. */
    @Override
    void close();
}
