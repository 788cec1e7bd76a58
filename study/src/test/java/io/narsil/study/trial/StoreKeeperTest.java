package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Prediction;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreKeeperTest {
    private final TrialStore store = TrialStores.open("memory:");
    private final StudyTrials trials = store.study("tiny", Tiny.PROBLEM.space());
    private final StoreKeeper keeper = new StoreKeeper(trials);
    private final Trial trial = Tiny.trial(0, Trial.Kind.ROUND, "small");

    @AfterEach
    void close() {
        store.close();
    }

    private void choose() {
        keeper.on(new StudyEvent.TrialsChosen(
                Step.Why.PROMISING,
                2,
                "accuracy",
                List.of(new StudyEvent.Choice(
                        trial, Tiny.PROBLEM.cost(trial.candidate()), Optional.of(new Prediction(0.6, 0.1))))));
    }

    private StoredTrial kept() {
        return trials.trial(0).orElseThrow();
    }

    @Test
    void aTrialIsKeptWithTheReasonAndTheCostItWasChosenWith() {
        choose();
        assertThat(kept().trial()).isEqualTo(trial);
        assertThat(kept().why()).isEqualTo("promising");
        assertThat(kept().cost()).isEqualTo(Tiny.PROBLEM.cost(trial.candidate()));
        assertThat(kept().prediction()).contains(new Prediction(0.6, 0.1));
        assertThat(kept().status()).isEqualTo("chosen");
    }

    @Test
    void itsLifeIsKeptEventByEvent() {
        TrialResult result = new TrialResult(0, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), "");
        choose();
        keeper.on(new StudyEvent.TrialStarted(0));
        assertThat(kept().status()).isEqualTo("running");
        keeper.on(new StudyEvent.EpochDone(0, 1, 0.9, 0.5, 3));
        assertThat(kept().epochs()).containsExactly(new EpochRecord(1, 0.9, 0.5, 3));
        keeper.on(new StudyEvent.TrialDone(result));
        assertThat(kept().result()).contains(result);
        keeper.on(new StudyEvent.TrialReopened(0, "weights", "lost"));
        assertThat(kept().result()).isEmpty();
        assertThat(kept().epochs()).hasSize(1);
    }

    @Test
    void whatIsNotOfTrialsChangesNothing() {
        choose();
        StoredTrial before = kept();
        keeper.on(new StudyEvent.WorkersStarting(1, false, ""));
        keeper.on(new StudyEvent.Resumed(1, 0));
        assertThat(trials.trials()).containsExactly(before);
    }
}
