package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TrialRunner} does. A runner's own test extends it and says how a runner is made. */
@Timeout(120)
public abstract class TrialRunnerContract extends TrialEndsContract {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void resultsAreInTheOrderOfTheRequestsForAnyNumberOfWorkers(int workers) {
        List<TrainRequest> requests = List.of(
                asked(3, PretendTraining.WELL).build(),
                asked(0, PretendTraining.WELL).tested(true).build(),
                asked(2, PretendTraining.DIVERGES).build(),
                asked(1, PretendTraining.FAILS).build(),
                asked(7, PretendTraining.WELL).epochs(1, 3).build());
        try (TrialRunner runner = ready(workers)) {
            List<TrialResult> results = runner.run(requests, heard);
            assertThat(results).extracting(TrialResult::trial).containsExactly(3, 0, 2, 1, 7);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(
                            TrialResult.Status.DONE,
                            TrialResult.Status.DONE,
                            TrialResult.Status.DIVERGED,
                            TrialResult.Status.FAILED,
                            TrialResult.Status.DONE);
            assertThat(results)
                    .extracting(TrialResult::reason)
                    .containsExactly("", "", "the loss was NaN", "something went wrong", "");
            assertThat(results.get(0).scores())
                    .containsExactly(PretendTraining.accuracy(3, 1), PretendTraining.accuracy(3, 2));
            assertThat(results.get(4).scores()).containsExactly(PretendTraining.accuracy(7, 1));
            assertThat(results.get(0).testScore()).isEmpty();
            assertThat(results.get(1).testScore()).hasValue(0.5);
        }
    }

    @Test
    void eachTrialIsToldInItsOrderAndNothingAtTheSameTime() {
        int[] behaviours = new int[12];
        try (TrialRunner runner = ready(3)) {
            runner.run(requests(behaviours), heard);
        }
        for (int trial = 0; trial < behaviours.length; trial++) {
            assertThat(heard.of(trial))
                    .containsExactly(
                            "started " + trial, "epoch " + trial + ".1", "epoch " + trial + ".2", "finished " + trial);
        }
        assertThat(heard.concurrent()).isFalse();
    }

    @Test
    void asManyTrialsRunAtATimeAsThereAreWorkers() {
        // Both must have begun before either can go on.
        heard.when("epoch 0.1", () -> heard.when("epoch 1.1", this::openGate));
        heard.when("epoch 1.1", () -> heard.when("epoch 0.1", this::openGate));
        try (TrialRunner runner = ready(2)) {
            assertThat(runner.run(requests(PretendTraining.WAITS, PretendTraining.WAITS), heard))
                    .allMatch(TrialResult::done);
        }
    }

    @Test
    void aTrialThatDivergedIsNotTriedAgain() {
        try (TrialRunner runner = ready(1)) {
            runner.run(requests(PretendTraining.DIVERGES), heard);
        }
        assertThat(heard.all()).containsExactly("started 0", "epoch 0.1", "epoch 0.2", "finished 0");
    }

    @Test
    void severalRunsFollowEachOther() {
        try (TrialRunner runner = ready(2)) {
            assertThat(runner.run(List.of(), heard)).isEmpty();
            assertThat(runner.run(requests(PretendTraining.FAILS), heard)).noneMatch(TrialResult::done);
            assertThat(runner.run(requests(PretendTraining.WELL), heard)).allMatch(TrialResult::done);
        }
    }

    @Test
    void filesAreWhereTheirKeysFindThem() throws IOException {
        try (TrialRunner runner = ready(1)) {
            runner.run(
                    List.of(asked(4, PretendTraining.WELL)
                            .weights("trial-4-weights")
                            .build()),
                    heard);
        }
        assertThat(Files.readString(files().path("trial-4-weights"))).isEqualTo(PretendTraining.weights(4, IMAGES));
    }

    @Test
    void aKeyThatLeadsOutOfTheFolderIsRefusedBeforeAnythingBegins() {
        TrainRequest outside =
                asked(1, PretendTraining.WELL).weights("../weights").build();
        try (TrialRunner runner = ready(1)) {
            assertThatThrownBy(() ->
                            runner.run(List.of(asked(0, PretendTraining.WELL).build(), outside), heard))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runner.answer(new AnswerRequest(NETWORK, "images", "images", 1, "/answers")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void twoRequestsForOneTrialAreRefused() {
        List<TrainRequest> twice = List.of(
                asked(0, PretendTraining.WELL).build(),
                asked(0, PretendTraining.FAILS).build());
        try (TrialRunner runner = ready(1)) {
            assertThatThrownBy(() -> runner.run(twice, heard)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void aNetworkAnswersImages() throws IOException {
        Files.writeString(files().path("weights"), "good ones");
        try (TrialRunner runner = ready(1)) {
            runner.answer(new AnswerRequest(NETWORK, "weights", "images", 200, "answers"));
        }
        assertThat(Files.readString(files().path("answers")))
                .isEqualTo(PretendTraining.answers(200, "good ones", IMAGES));
    }

    @Test
    void aNetworkThatCannotAnswerIsExplained() {
        try (TrialRunner runner = ready(1)) {
            assertThatThrownBy(() -> runner.answer(new AnswerRequest(NETWORK, "lost", "images", 200, "answers")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("there are no weights");
            assertThat(runner.run(requests(PretendTraining.WELL), heard)).allMatch(TrialResult::done);
        }
    }

    @Test
    void nothingRunsBeforeTheStart() {
        try (TrialRunner runner = runner(1, files())) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.WELL), heard))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
