package io.narsil.store;

import io.narsil.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps trials in memory, for as long as the program runs: for tests and for searches that take a second. */
public final class MemoryTrialStore implements TrialStore {
    private final Map<String, NavigableMap<Integer, StoredTrial>> studies = new LinkedHashMap<>();
    private boolean closed;

    @Override
    public synchronized List<String> studies() {
        checkOpen();
        return List.copyOf(studies.keySet());
    }

    @Override
    public StudyTrials study(String id, List<SearchSpace> spaces) {
        checkOpen();
        return new MemoryStudyTrials(this, Rules.study(id), spaces);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The trials of a study, for reading. The caller must hold this store's lock. */
    NavigableMap<Integer, StoredTrial> trials(String study) {
        checkOpen();
        return studies.getOrDefault(study, new TreeMap<>());
    }

    /** Replaces the trials of a study. The caller must hold this store's lock. */
    void put(String study, NavigableMap<Integer, StoredTrial> trials) {
        studies.put(study, trials);
    }

    private synchronized void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
