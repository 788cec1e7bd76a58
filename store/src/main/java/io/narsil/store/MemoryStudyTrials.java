package io.narsil.store;

import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The trials of one study in a {@link MemoryTrialStore}, whose lock guards them. */
final class MemoryStudyTrials implements StudyTrials {
    private static final String WHERE = "memory:";

    private final MemoryTrialStore store;
    private final String study;
    private final List<SearchSpace> spaces;

    MemoryStudyTrials(MemoryTrialStore store, String study, List<SearchSpace> spaces) {
        this.store = store;
        this.study = study;
        this.spaces = List.copyOf(spaces);
    }

    @Override
    public void chosen(List<Chosen> batch) {
        synchronized (store) {
            // A copy takes their place when all went well, so that nothing is kept of a batch that is refused.
            NavigableMap<Integer, StoredTrial> trials = new TreeMap<>(store.trials(study));
            for (Chosen c : batch) {
                StoredTrial known = trials.get(c.trial().id());
                if (known == null) {
                    trials.put(
                            c.trial().id(),
                            new StoredTrial(
                                    c.trial(), c.cost(), c.prediction(), c.why(), false, List.of(), Optional.empty()));
                } else {
                    Identity.of(known.trial()).check(WHERE, c.trial());
                }
            }
            if (!batch.isEmpty()) {
                store.put(study, trials);
            }
        }
    }

    @Override
    public void started(int trial) {
        change(trial, t -> with(t, true, t.epochs(), t.result()));
    }

    @Override
    public void epoch(int trial, EpochRecord epoch) {
        change(trial, t -> {
            if (t.result().isPresent() || t.epochs().stream().anyMatch(e -> e.epoch() == epoch.epoch())) {
                return t;
            }
            List<EpochRecord> epochs = new ArrayList<>(t.epochs());
            epochs.add(epoch);
            epochs.sort(Comparator.comparingInt(EpochRecord::epoch));
            return with(t, t.started(), epochs, t.result());
        });
    }

    @Override
    public void finished(TrialResult result) {
        change(result.trial(), t -> {
            if (t.result().isPresent()) {
                return t;
            }
            Rules.scores(result, t.scores());
            return with(t, true, t.epochs(), Optional.of(result));
        });
    }

    @Override
    public void reopened(int trial) {
        change(trial, t -> with(t, t.started(), t.epochs(), Optional.empty()));
    }

    @Override
    public List<StoredTrial> trials() {
        synchronized (store) {
            return store.trials(study).values().stream().map(this::read).toList();
        }
    }

    @Override
    public Optional<StoredTrial> trial(int id) {
        synchronized (store) {
            return Optional.ofNullable(store.trials(study).get(id)).map(this::read);
        }
    }

    @Override
    public int finishedCount() {
        synchronized (store) {
            return (int) store.trials(study).values().stream()
                    .filter(t -> t.result().isPresent())
                    .count();
        }
    }

    private void change(int id, UnaryOperator<StoredTrial> change) {
        synchronized (store) {
            NavigableMap<Integer, StoredTrial> trials = store.trials(study);
            StoredTrial known = trials.get(id);
            if (known == null) {
                throw Rules.unknown(study, id);
            }
            trials.put(id, change.apply(known));
        }
    }

    /** The same trial, with its candidate as one of this study's spaces. */
    private StoredTrial read(StoredTrial t) {
        Trial trial = t.trial();
        Candidate old = trial.candidate();
        if (spaces.contains(old.space())) {
            return t;
        }
        Candidate candidate = Candidates.read(spaces, trial.kind(), old.values(), old.fingerprint(), WHERE, trial.id());
        Trial read = new Trial(
                trial.id(),
                trial.kind(),
                trial.round(),
                trial.budget(),
                candidate,
                trial.epochs(),
                trial.scheduleEpochs(),
                trial.teacher(),
                trial.continued());
        return new StoredTrial(read, t.cost(), t.prediction(), t.why(), t.started(), t.epochs(), t.result());
    }

    private static StoredTrial with(
            StoredTrial t, boolean started, List<EpochRecord> epochs, Optional<TrialResult> result) {
        return new StoredTrial(t.trial(), t.cost(), t.prediction(), t.why(), started, epochs, result);
    }
}
