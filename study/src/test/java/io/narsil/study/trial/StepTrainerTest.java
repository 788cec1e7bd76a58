package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.predictor.Prediction;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.threads.ThreadRunner;
import io.narsil.search.History;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.Chosen;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.task.Guessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps trained by a runner that pretends. */
class StepTrainerTest {
    private static final Guessing NOTHING = new Guessing(0, 0, 100);

    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private final TrialStore store = TrialStores.open("memory:");
    private final StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
    private final TrialRequests requests = new TrialRequests(Tiny.PROBLEM, Tiny.PLAN);
    private TrialRunner runner;

    @BeforeEach
    void start() {
        RunFolder folder = new RunFolder(path);
        WholeFile.write(folder.images(), "images");
        folder.makeScratch();
        runner = new ThreadRunner(1, new RunArtifacts(folder));
        runner.start();
    }

    @AfterEach
    void close() {
        runner.close();
        store.close();
    }

    private StepTrainer trainer(Guessing guessing) {
        StudyListener all = StudyListener.all(List.of(new StoreKeeper(trials), events::add));
        return new StepTrainer(requests, runner, trials, new Verdict(guessing, "accuracy"), all);
    }

    private static Step.Train step(int count) {
        List<Trial> chosen = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            chosen.add(Tiny.trial(id, Trial.Kind.ROUND, "small"));
        }
        return new Step.Train(chosen, Map.of(1, new Prediction(0.7, 0.1)), Step.Why.PROMISING);
    }

    private <E extends StudyEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void aStepIsAnnouncedTrainedToldAndKept() {
        List<TrialResult> results = trainer(NOTHING).evaluate(step(3));
        assertThat(results).extracting(TrialResult::trial).containsExactly(0, 1, 2);
        assertThat(results).allMatch(TrialResult::done);
        assertThat(results.get(2).scores())
                .containsExactly(PretendTraining.accuracy(2, 1), PretendTraining.accuracy(2, 2));
        assertThat(events.get(0)).isInstanceOfSatisfying(StudyEvent.TrialsChosen.class, chosen -> {
            assertThat(chosen.why()).isEqualTo(Step.Why.PROMISING);
            assertThat(chosen.rounds()).isEqualTo(2);
            assertThat(chosen.choices()).hasSize(3);
            assertThat(chosen.choices().get(0).prediction()).isEmpty();
            assertThat(chosen.choices().get(1).prediction()).contains(new Prediction(0.7, 0.1));
            assertThat(chosen.choices().get(1).cost()).isEqualTo(Tiny.PROBLEM.cost(Tiny.candidate(1)));
        });
        assertThat(told(StudyEvent.TrialStarted.class)).hasSize(3);
        assertThat(told(StudyEvent.EpochDone.class)).hasSize(6);
        assertThat(told(StudyEvent.TrialDone.class)).hasSize(3);
        assertThat(trials.finishedCount()).isEqualTo(3);
        assertThat(trials.trial(1).orElseThrow().result()).contains(results.get(1));
    }

    @Test
    void whatTakesLongestBegins() {
        trainer(NOTHING).evaluate(step(6));
        List<Integer> longestFirst = step(6).trials().stream()
                .sorted(Comparator.comparingLong(
                        t -> -Tiny.PROBLEM.cost(t.candidate()).activations()))
                .map(Trial::id)
                .toList();
        assertThat(told(StudyEvent.TrialStarted.class))
                .extracting(StudyEvent.TrialStarted::trial)
                .isEqualTo(longestFirst);
    }

    @Test
    void aStepThatWasBegunBeforeIsNotAnnouncedAgain() {
        trainer(NOTHING).evaluate(step(2));
        trials.reopened(0);
        events.clear();
        assertThat(trainer(NOTHING).evaluate(step(2))).hasSize(2).allMatch(TrialResult::done);
        assertThat(told(StudyEvent.TrialsChosen.class)).isEmpty();
    }

    @Test
    void aTrainerThatLeavesEpochsOutHasFailed() {
        trials.chosen(List.of(
                new Chosen(step(1).trials().get(0), Tiny.PROBLEM.cost(Tiny.candidate(0)), Optional.empty(), "spread")));
        requests.add(step(1).trials().get(0));
        StepTrainer trainer = trainer(NOTHING);
        trainer.started(requests.of(step(1).trials().get(0)));
        trainer.epoch(new WorkerMessage.Epoch(0, 1, 1.0, 0.5, 1));
        trainer.finished(new TrialResult(0, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.of(0.4), ""));
        TrialResult result = trials.trial(0).orElseThrow().result().orElseThrow();
        assertThat(result.status()).isEqualTo(TrialResult.Status.FAILED);
        assertThat(result.reason()).isEqualTo("the trainer said that it was done after 1 of 2 epochs");
    }

    @Test
    void aTrainingThatLearnedNothingHasDiverged() {
        TrialResult result =
                trainer(new Guessing(0.8, 0.1, 0.1)).evaluate(step(1)).get(0);
        assertThat(result.status()).isEqualTo(TrialResult.Status.DIVERGED);
        assertThat(trials.trial(0).orElseThrow().result()).contains(result);
    }

    @Test
    void theHistoryIsWhatTheStoreKnows() {
        StepTrainer trainer = trainer(NOTHING);
        assertThat(trainer.history().entries()).isEmpty();
        List<TrialResult> results = trainer.evaluate(step(2));
        List<History.Entry> entries = trainer.history().entries();
        assertThat(entries).extracting(History.Entry::trial).isEqualTo(step(2).trials());
        assertThat(entries.get(1).prediction()).contains(new Prediction(0.7, 0.1));
        assertThat(entries.get(1).result()).contains(results.get(1));
    }
}
