package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.WeightShapes;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.Evaluator;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.StageCosts;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains trials in worker processes, and never a second time what the store knows already. */
final class StoredEvaluator implements Evaluator, RunListener {
    private final StageCosts costs;
    private final TrialStore store;
    private final TrialRunner workers;
    private final RunFolder folder;
    private final TrialRequests requests;
    private final Verdict verdict;
    private final boolean weightsAreOurs;
    private final ProgressMeter meter;
    private final StudyListener listener;
    private final StageTexts texts;
    private final Map<Integer, Integer> restored = new HashMap<>();

    /**
     * An evaluator over a run's store and workers.
     *
     * @param weightsAreOurs whether weights have the names and shapes of the built-in trainer's
     */
    StoredEvaluator(
            StageCosts costs,
            TrialStore store,
            TrialRunner workers,
            RunFolder folder,
            TrialRequests requests,
            Verdict verdict,
            boolean weightsAreOurs,
            ProgressMeter meter,
            StudyListener listener,
            StageTexts texts) {
        this.texts = texts;
        this.costs = costs;
        this.store = store;
        this.workers = workers;
        this.folder = folder;
        this.requests = requests;
        this.verdict = verdict;
        this.weightsAreOurs = weightsAreOurs;
        this.meter = meter;
        this.listener = listener;
    }

    @Override
    public List<TrialResult> evaluate(Step.Train step) {
        List<Trial> trials = step.trials();
        texts.chosen(step);
        meter.chosen(trials);
        trials.forEach(requests::add);
        List<Trial> open = new ArrayList<>();
        for (Trial trial : trials) {
            StoredTrial stored = stored(trial.id());
            List<EpochRecord> epochs = stored.epochs();
            epochs.forEach(e -> meter.epoch(trial.id(), e.accuracy(), false));
            if (stored.result().isPresent() && keeps(stored)) {
                meter.finished(trial.id(), epochs.size());
            } else {
                open.add(trial);
                restored.put(trial.id(), epochs.size());
            }
        }
        listener.progress(meter.progress());
        if (!open.isEmpty()) {
            meter.begin();
            // The longest first, so that no worker is left alone with one at the end; results do not depend on it.
            open.sort(Comparator.comparingLong(
                            (Trial t) -> -t.epochs() * costs.of(t.candidate()).activations())
                    .thenComparingInt(Trial::id));
            workers.run(open.stream().map(requests::of).toList(), this);
        }
        return trials.stream().map(t -> stored(t.id()).result().orElseThrow()).toList();
    }

    private StoredTrial stored(int trial) {
        return store.trial(trial).orElseThrow();
    }

    /** Whether a trial stays over: a finalist whose weights were lost or damaged is trained again. */
    private boolean keeps(StoredTrial stored) {
        Trial trial = stored.trial();
        boolean done = stored.result().filter(TrialResult::done).isPresent();
        if (trial.kind() != Trial.Kind.FINALIST || !done || !weightsAreOurs) {
            return true;
        }
        Path file = folder.weights(trial.id());
        // They are moved to the family at the end, just before the run is over.
        Path moved = folder.model(trial.budget()).resolve("weights.safetensors");
        Path there = Files.exists(file) ? file : moved;
        try {
            WeightFile.read(
                    there, WeightShapes.of(costs.space().network(trial.candidate(), costs.images())), List.of());
            return true;
        } catch (UserException e) {
            if (Files.exists(there)) {
                WholeFile.setAside(there);
            }
            listener.stage(
                    "damaged",
                    "trial " + trial.id() + " is trained again, since " + there.getFileName()
                            + " is damaged or missing: " + e.problems().get(0).what());
            store.reopened(trial.id());
            return false;
        }
    }

    @Override
    public void started(TrainRequest request) {
        Trial trial = requests.trial(request.trial());
        store.started(trial, costs.of(trial.candidate()));
    }

    @Override
    public void epoch(WorkerMessage.Epoch epoch) {
        store.epoch(epoch.trial(), new EpochRecord(epoch.epoch(), epoch.loss(), epoch.accuracy(), epoch.seconds()));
        // A worker that goes on from a checkpoint reports the epochs before it once more.
        if (epoch.epoch() > restored.get(epoch.trial())) {
            restored.put(epoch.trial(), epoch.epoch());
            meter.epoch(epoch.trial(), epoch.accuracy(), true);
            listener.progress(meter.progress());
        }
    }

    @Override
    public void finished(TrialResult trained) {
        List<EpochRecord> epochs = store.epochs(trained.trial());
        store.finished(verdict.of(trained, epochs));
        folder.dropCheckpoint(trained.trial());
        meter.finished(trained.trial(), epochs.size());
        listener.progress(meter.progress());
    }
}
