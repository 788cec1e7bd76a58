package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
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
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains trials in worker processes, and never a second time what the store knows already. */
final class StoredEvaluator implements Evaluator, RunListener {
    private final StageCosts costs;
    private final TrialStore store;
    private final WorkerPool workers;
    private final RunFolder folder;
    private final Seeds seeds;
    private final ProgressMeter meter;
    private final boolean weightsAreOurs;
    private final StudyListener listener;
    private final double distillation;
    private final double guessing;
    private final Map<Integer, Trial> known = new HashMap<>();
    private final Map<Integer, Integer> restored = new HashMap<>();

    /**
     * An evaluator over a run's store and workers.
     *
     * @param distillation the share of a teacher's answers in the loss
     * @param weightsAreOurs whether weights have the names and shapes of the built-in trainer's
     * @param guessing the accuracy that can be had without looking at the images
     */
    StoredEvaluator(
            StageCosts costs,
            TrialStore store,
            WorkerPool workers,
            RunFolder folder,
            Seeds seeds,
            double distillation,
            double guessing,
            boolean weightsAreOurs,
            ProgressMeter meter,
            StudyListener listener) {
        this.costs = costs;
        this.store = store;
        this.workers = workers;
        this.folder = folder;
        this.seeds = seeds;
        this.distillation = distillation;
        this.guessing = guessing;
        this.meter = meter;
        this.weightsAreOurs = weightsAreOurs;
        this.listener = listener;
    }

    @Override
    public List<TrialResult> evaluate(List<Trial> trials) {
        meter.chosen(trials);
        trials.forEach(t -> known.put(t.id(), t));
        List<Trial> open = new ArrayList<>();
        for (Trial trial : trials) {
            List<EpochRecord> epochs = store.epochs(trial.id());
            epochs.forEach(e -> meter.epoch(trial.id(), e.accuracy(), false));
            checkWeights(trial);
            if (store.result(trial).isPresent()) {
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
            workers.run(open.stream().map(this::request).toList(), this);
        }
        return trials.stream().map(t -> store.result(t).orElseThrow()).toList();
    }

    /** A finalist is over only while its weights are there: if they were lost or damaged, it is trained again. */
    private void checkWeights(Trial trial) {
        boolean finished = store.result(trial).filter(TrialResult::done).isPresent();
        if (trial.kind() != Trial.Kind.FINALIST || !finished || !weightsAreOurs) {
            return;
        }
        Path file = folder.weights(trial.id());
        // They are moved to the family at the end, just before the run is over.
        Path moved = folder.model(trial.budget()).resolve("weights.safetensors");
        Path there = Files.exists(file) ? file : moved;
        try {
            WeightFile.read(
                    there, WeightShapes.of(costs.space().network(trial.candidate(), costs.images())), List.of());
        } catch (UserException e) {
            if (Files.exists(there)) {
                WholeFile.setAside(there);
            }
            listener.stage(
                    "damaged",
                    "trial " + trial.id() + " is trained again, since " + there.getFileName()
                            + " is damaged or missing: " + e.problems().get(0).what());
            store.reopened(trial.id());
        }
    }

    private TrialRequest request(Trial trial) {
        SearchSpace space = costs.space();
        boolean last = trial.kind() != Trial.Kind.ROUND;
        String weights =
                trial.kind() == Trial.Kind.FINALIST ? folder.weights(trial.id()).toString() : "";
        return new TrialRequest(
                        trial.id(),
                        seeds.derive("trial", trial.id()),
                        Protocol.architecture(space.network(trial.candidate(), costs.images())),
                        Recipe.complete(space.recipe(trial.candidate())),
                        folder.images().toString(),
                        trial.epochs(),
                        trial.scheduleEpochs())
                .tested(last)
                .keeping(folder.checkpoint(trial).toString(), weights, false)
                .from("", trial.teacher().isPresent() ? teacher(trial.teacher().getAsInt()) : null);
    }

    private TrialRequest.Teacher teacher(int trial) {
        Network network = costs.space().network(known.get(trial).candidate(), costs.images());
        return new TrialRequest.Teacher(
                Protocol.architecture(network), folder.weights(trial).toString(), distillation);
    }

    @Override
    public void started(TrialRequest request) {
        Trial trial = known.get(request.trial());
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
    public void finished(Outcome outcome) {
        List<EpochRecord> epochs = store.epochs(outcome.trial());
        store.finished(result(outcome, epochs));
        folder.dropCheckpoint(outcome.trial());
        meter.finished(outcome.trial(), epochs.size());
        listener.progress(meter.progress());
    }

    /**
     * A training that learned nothing has diverged, though its loss stayed a number: it never did better than guessing on
     * the validation images, nor in the end on those it was trained on.
     */
    private TrialResult result(Outcome outcome, List<EpochRecord> epochs) {
        List<Double> accuracies = epochs.stream().map(EpochRecord::accuracy).toList();
        double best = accuracies.stream().mapToDouble(a -> a).max().orElse(1);
        double loss = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).loss();
        double guessed = Math.log(costs.images().classes());
        if (outcome.status() == Outcome.Status.DONE && best <= guessing && loss >= guessed) {
            String reason = String.format(
                    Locale.ROOT,
                    "the accuracy never left chance: it was %.1f %% at best, and guessing reaches %.1f %%; the loss, %.2f, is no"
                            + " better than the %.2f of guessing",
                    100 * best,
                    100 * guessing,
                    loss,
                    guessed);
            return new TrialResult(
                    outcome.trial(), TrialResult.Status.DIVERGED, accuracies, outcome.testAccuracy(), reason);
        }
        return new TrialResult(
                outcome.trial(),
                TrialResult.Status.valueOf(outcome.status().name()),
                accuracies,
                outcome.testAccuracy(),
                outcome.reason());
    }
}
