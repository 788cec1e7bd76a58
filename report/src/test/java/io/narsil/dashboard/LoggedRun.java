package io.narsil.dashboard;

import io.narsil.data.DataSpec;
import io.narsil.files.WholeFile;
import io.narsil.predictor.Prediction;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SpaceFile;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StorePlace;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.event.EventLog;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run folder as a search leaves it: its study, its store and its log, written by what writes them in a search; nothing trains. */
public final class LoggedRun implements AutoCloseable {
    public static final int EPOCHS = 2;

    private static final int DIFFERENT = 200;

    private final RunFolder folder;
    private final TrialStore store;
    private final StudyTrials trials;
    private final EventLog log;
    private final List<List<Double>> scores = new ArrayList<>();

    /** Begins a run, or goes on with it. */
    public LoggedRun(Path path) throws Exception {
        this(path, new RunFolder(path).database().toString());
    }

    /** The same, with its trials kept at an address. */
    public LoggedRun(Path path, String address) throws Exception {
        folder = new RunFolder(path);
        Files.createDirectories(path);
        Study study = Study.of("tiny", DataSpec.builtIn("fashion"), Tiny.PLAN)
                .space(Study.Space.shipped("fbnetv3-small"))
                .build();
        WholeFile.write(folder.study(), StudyFile.write(study));
        WholeFile.write(folder.space(), SpaceFile.shippedText("fbnetv3-small"));
        if (address.contains("://")) {
            new StorePlace(folder.database(), folder.store()).begin(Optional.of(address), "tiny");
        }
        store = new StorePlace(folder.database(), folder.store()).open();
        trials = store.study("tiny", Tiny.PROBLEM.spaces());
        log = EventLog.open(folder.events());
        log.on(new StudyEvent.DataRead(10, 2, 3, 2, 1, 24));
        log.on(new StudyEvent.PoolBuilt(60, Map.of("small", 20_000L, "large", 50_000L)));
    }

    /** Holds the run as a search does. */
    public void own() {
        store.own();
    }

    /** Takes a trial up again that had failed. */
    public void retried(int trial) {
        trials.reopened(trial);
        scores.get(trial).clear();
    }

    public RunFolder folder() {
        return folder;
    }

    public void on(StudyEvent event) {
        log.on(event);
    }

    /** Chooses a round of candidates, half of them for each budget; the first of them has this number. */
    public void round(int round, int first, int count) {
        List<Chosen> chosen = chosen(round, first, count);
        trials.chosen(chosen);
        log.on(new StudyEvent.TrialsChosen(
                round == 0 ? Step.Why.SPREAD : Step.Why.PROMISING,
                Tiny.PLAN.rounds(),
                "accuracy",
                chosen.stream()
                        .map(c -> new StudyEvent.Choice(c.trial(), c.cost(), c.prediction()))
                        .toList()));
    }

    /** Chooses trials of which a kill keeps the log from knowing. */
    public void roundWithoutLog(int round, int first, int count) {
        trials.chosen(chosen(round, first, count));
    }

    private List<Chosen> chosen(int round, int first, int count) {
        List<Chosen> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = first + i;
            Trial trial = new Trial(
                    id,
                    Trial.Kind.ROUND,
                    round,
                    i % 2 == 0 ? "small" : "large",
                    Tiny.candidate(id % DIFFERENT),
                    EPOCHS,
                    EPOCHS);
            Optional<Prediction> prediction =
                    round == 0 ? Optional.empty() : Optional.of(new Prediction(0.5 + id % 7 / 20.0, 0.02));
            chosen.add(new Chosen(trial, Tiny.PROBLEM.cost(trial.candidate()), prediction, "spread"));
            // Of a run that goes on, those before are not known here.
            while (scores.size() <= id) {
                scores.add(new ArrayList<>());
            }
        }
        return chosen;
    }

    public void started(int trial) {
        trials.started(trial);
        log.on(new StudyEvent.TrialStarted(trial));
    }

    public void epoch(int trial, double score) {
        epochWithoutLog(trial, score);
        int epoch = scores.get(trial).size();
        log.on(new StudyEvent.EpochDone(trial, epoch, 1.0 / epoch, score, 0.5));
    }

    public void epochWithoutLog(int trial, double score) {
        scores.get(trial).add(score);
        int epoch = scores.get(trial).size();
        trials.epoch(trial, new EpochRecord(epoch, 1.0 / epoch, score, 0.5));
    }

    public void done(int trial) {
        log.on(new StudyEvent.TrialDone(doneWithoutLog(trial)));
    }

    public TrialResult doneWithoutLog(int trial) {
        TrialResult result =
                new TrialResult(trial, TrialResult.Status.DONE, scores.get(trial), OptionalDouble.empty(), "");
        trials.finished(result);
        return result;
    }

    public void failed(int trial, String reason) {
        TrialResult result =
                new TrialResult(trial, TrialResult.Status.FAILED, scores.get(trial), OptionalDouble.empty(), reason);
        trials.finished(result);
        log.on(new StudyEvent.TrialDone(result));
    }

    /** Trains a trial from its begin to its end. */
    public void train(int trial, double score) {
        started(trial);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            epoch(trial, score * epoch / EPOCHS);
        }
        done(trial);
    }

    @Override
    public void close() {
        log.close();
        store.close();
    }
}
