package io.narsil.dashboard;

import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.Chosen;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.EventLog;
import io.narsil.study.event.StudyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the folder of a run of very many trials, to look at: {@code ManyTrials FOLDER 100000}. */
final class ManyTrials {
    private static final int BATCH = 500;
    private static final int EPOCHS = 5;

    private ManyTrials() {}

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (LoggedRun run = new LoggedRun(path)) {
            run.on(new StudyEvent.WorkersStarting(2, false, ""));
        }
        Path events = path.resolve("events.jsonl");
        try (var store = TrialStores.open(path.resolve("study.db").toString());
                EventLog log = EventLog.open(events)) {
            var trials = store.study("tiny", Tiny.PROBLEM.spaces());
            for (int first = 0; first < count; first += BATCH) {
                List<Chosen> chosen = new ArrayList<>();
                for (int id = first; id < first + BATCH; id++) {
                    Trial trial = new Trial(
                            id,
                            Trial.Kind.ROUND,
                            first / BATCH,
                            id % 2 == 0 ? "small" : "large",
                            Tiny.candidate(id % 1000),
                            EPOCHS,
                            EPOCHS);
                    chosen.add(new Chosen(trial, Tiny.PROBLEM.cost(trial.candidate()), Optional.empty(), "spread"));
                }
                trials.chosen(chosen);
                log.on(new StudyEvent.TrialsChosen(
                        Step.Why.SPREAD,
                        count / BATCH,
                        "accuracy",
                        chosen.stream()
                                .map(c -> new StudyEvent.Choice(c.trial(), c.cost(), c.prediction()))
                                .toList()));
                for (int id = first; id < first + BATCH; id++) {
                    log.on(new StudyEvent.TrialStarted(id));
                    List<Double> scores = new ArrayList<>();
                    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                        double score = 0.9 - 0.4 / epoch - (id * 7919 % 1000) / 5000.0;
                        scores.add(score);
                        log.on(new StudyEvent.EpochDone(id, epoch, 1.0 / epoch, score, 3.5));
                    }
                    log.on(new StudyEvent.TrialDone(
                            new TrialResult(id, TrialResult.Status.DONE, scores, OptionalDouble.empty(), "")));
                }
            }
        }
    }
}
