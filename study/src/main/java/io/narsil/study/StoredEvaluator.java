package io.narsil.study;

import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Outcome;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Evaluator;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import io.narsil.store.EpochRecord;
import io.narsil.store.TrialStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Trains trials in worker processes, and never a second time what the store knows already. */
final class StoredEvaluator implements Evaluator, RunListener {
    private final StageCosts costs;
    private final TrialStore store;
    private final WorkerPool workers;
    private final RunFolder folder;
    private final Seeds seeds;
    private final ProgressMeter meter;
    private final Consumer<Progress> progress;
    private final Map<Integer, Trial> running = new HashMap<>();
    private final Map<Integer, Integer> restored = new HashMap<>();

    StoredEvaluator(
            StageCosts costs,
            TrialStore store,
            WorkerPool workers,
            RunFolder folder,
            Seeds seeds,
            ProgressMeter meter,
            Consumer<Progress> progress) {
        this.costs = costs;
        this.store = store;
        this.workers = workers;
        this.folder = folder;
        this.seeds = seeds;
        this.meter = meter;
        this.progress = progress;
    }

    @Override
    public List<TrialResult> evaluate(List<Trial> trials) {
        meter.chosen(trials);
        List<Trial> open = new ArrayList<>();
        for (Trial trial : trials) {
            List<EpochRecord> epochs = store.epochs(trial.id());
            epochs.forEach(e -> meter.epoch(trial.id(), e.accuracy(), false));
            if (store.result(trial).isPresent()) {
                meter.finished(trial.id(), epochs.size());
            } else {
                open.add(trial);
                restored.put(trial.id(), epochs.size());
            }
        }
        progress.accept(meter.progress());
        if (!open.isEmpty()) {
            meter.begin();
            // The longest first, so that no worker is left alone with one at the end; results do not depend on it.
            open.sort(Comparator.comparingLong(
                            (Trial t) -> -t.epochs() * costs.of(t.candidate()).activations())
                    .thenComparingInt(Trial::id));
            open.forEach(t -> running.put(t.id(), t));
            workers.run(open.stream().map(this::request).toList(), this);
        }
        return trials.stream().map(t -> store.result(t).orElseThrow()).toList();
    }

    private TrialRequest request(Trial trial) {
        SearchSpace space = costs.space();
        boolean last = trial.kind() != Trial.Kind.ROUND;
        return new TrialRequest(
                trial.id(),
                seeds.derive("trial", trial.id()),
                Protocol.architecture(space.network(trial.candidate(), costs.images())),
                Recipe.complete(space.recipe(trial.candidate())),
                folder.images().toString(),
                trial.epochs(),
                trial.scheduleEpochs(),
                last,
                folder.checkpoint(trial).toString(),
                trial.kind() == Trial.Kind.FINALIST ? folder.weights(trial).toString() : "");
    }

    @Override
    public void started(TrialRequest request) {
        Trial trial = running.get(request.trial());
        store.started(trial, costs.of(trial.candidate()));
    }

    @Override
    public void epoch(WorkerMessage.Epoch epoch) {
        store.epoch(epoch.trial(), new EpochRecord(epoch.epoch(), epoch.loss(), epoch.accuracy(), epoch.seconds()));
        // A worker that goes on from a checkpoint reports the epochs before it once more.
        if (epoch.epoch() > restored.get(epoch.trial())) {
            restored.put(epoch.trial(), epoch.epoch());
            meter.epoch(epoch.trial(), epoch.accuracy(), true);
            progress.accept(meter.progress());
        }
    }

    @Override
    public void finished(Outcome outcome) {
        List<Double> accuracies = store.epochs(outcome.trial()).stream()
                .map(EpochRecord::accuracy)
                .toList();
        store.finished(new TrialResult(
                outcome.trial(),
                TrialResult.Status.valueOf(outcome.status().name()),
                accuracies,
                outcome.testAccuracy(),
                outcome.reason()));
        folder.dropCheckpoint(outcome.trial());
        meter.finished(outcome.trial(), accuracies.size());
        progress.accept(meter.progress());
    }
}
