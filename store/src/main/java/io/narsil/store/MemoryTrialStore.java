package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps trials for as long as the program runs: for tests and for searches that are over in a second. */
public final class MemoryTrialStore implements TrialStore {
    private final Map<Integer, Trial> trials = new LinkedHashMap<>();
    private final Map<Integer, TrialResult> results = new LinkedHashMap<>();
    private final Map<Integer, TreeMap<Integer, EpochRecord>> epochs = new LinkedHashMap<>();
    private final Map<Integer, Prediction> predictions = new LinkedHashMap<>();

    @Override
    public synchronized void started(Trial trial, Cost cost) {
        trials.putIfAbsent(trial.id(), trial);
    }

    @Override
    public synchronized void epoch(int trial, EpochRecord epoch) {
        epochs.computeIfAbsent(trial, k -> new TreeMap<>()).putIfAbsent(epoch.epoch(), epoch);
    }

    @Override
    public synchronized void finished(TrialResult result) {
        results.putIfAbsent(result.trial(), result);
    }

    @Override
    public synchronized void reopened(int trial) {
        results.remove(trial);
    }

    @Override
    public synchronized void predicted(int trial, Prediction prediction) {
        predictions.put(trial, prediction);
    }

    @Override
    public synchronized Optional<TrialResult> result(Trial trial) {
        Trial known = trials.get(trial.id());
        if (known != null && (!known.candidate().equals(trial.candidate()) || known.epochs() != trial.epochs())) {
            throw new UserException("", "trial " + trial.id() + " is another candidate in this store", "");
        }
        return Optional.ofNullable(results.get(trial.id()));
    }

    @Override
    public synchronized List<EpochRecord> epochs(int trial) {
        return new ArrayList<>(epochs.getOrDefault(trial, new TreeMap<>()).values());
    }

    @Override
    public synchronized int finishedCount() {
        return results.size();
    }

    @Override
    public void close() {}
}
