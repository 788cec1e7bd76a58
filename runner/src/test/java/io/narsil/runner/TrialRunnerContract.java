package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TrialRunner} does. A runner's own test extends it and says how a runner is made. */
@Timeout(120)
public abstract class TrialRunnerContract {
    private static final Network NETWORK = Network.of("tiny", 1, 8, 2, List.of(new Classifier(true)));
    private static final String IMAGES = "two cats";

    @TempDir
    private Path folder;

    private final Events events = new Events();

    /**
     * A runner that is not started, whose workers do {@link PretendTraining}.
     *
     * @param workers trials that it may run at the same time
     * @param files finds the files that requests name
     */
    protected abstract TrialRunner runner(int workers, ArtifactResolver files);

    /** A folder that is removed after the test. */
    protected final Path folder() {
        return folder;
    }

    @BeforeEach
    void writeImages() throws IOException {
        Files.writeString(files().path("images"), IMAGES);
    }

    private ArtifactResolver files() {
        return new FolderArtifacts(folder);
    }

    private TrialRunner started(int workers) {
        TrialRunner runner = runner(workers, files());
        assertThat(runner.start()).isNotBlank();
        return runner;
    }

    private static TrainRequest.Builder request(int trial, int behaviour) {
        return TrainRequest.of(trial, NETWORK)
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate");
    }

    private static List<TrainRequest> requests(int... behaviours) {
        return IntStream.range(0, behaviours.length)
                .mapToObj(i -> request(i, behaviours[i]).build())
                .toList();
    }

    private void openGate() {
        try {
            Files.writeString(files().path("gate"), "open");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void resultsAreInTheOrderOfTheRequestsForAnyNumberOfWorkers(int workers) {
        List<TrainRequest> requests = List.of(
                request(3, PretendTraining.WELL).build(),
                request(0, PretendTraining.WELL).tested(true).build(),
                request(2, PretendTraining.DIVERGES).build(),
                request(1, PretendTraining.FAILS).build(),
                request(7, PretendTraining.WELL).epochs(1, 3).build());
        try (TrialRunner runner = started(workers)) {
            List<TrialResult> results = runner.run(requests, events);
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
        try (TrialRunner runner = started(3)) {
            runner.run(requests(behaviours), events);
        }
        for (int trial = 0; trial < behaviours.length; trial++) {
            assertThat(events.of(trial))
                    .containsExactly(
                            "started " + trial, "epoch " + trial + ".1", "epoch " + trial + ".2", "finished " + trial);
        }
        assertThat(events.concurrent()).isFalse();
    }

    @Test
    void asManyTrialsRunAtATimeAsThereAreWorkers() {
        // Both must have begun before either can go on.
        events.when("epoch 0.1", () -> events.when("epoch 1.1", this::openGate));
        events.when("epoch 1.1", () -> events.when("epoch 0.1", this::openGate));
        try (TrialRunner runner = started(2)) {
            assertThat(runner.run(requests(PretendTraining.WAITS, PretendTraining.WAITS), events))
                    .allMatch(TrialResult::done);
        }
    }

    @Test
    void aTrialThatDivergedIsNotTriedAgain() {
        try (TrialRunner runner = started(1)) {
            runner.run(requests(PretendTraining.DIVERGES), events);
        }
        assertThat(events.all()).containsExactly("started 0", "epoch 0.1", "epoch 0.2", "finished 0");
    }

    @Test
    void severalRunsFollowEachOther() {
        try (TrialRunner runner = started(2)) {
            assertThat(runner.run(List.of(), events)).isEmpty();
            assertThat(runner.run(requests(PretendTraining.FAILS), events)).noneMatch(TrialResult::done);
            assertThat(runner.run(requests(PretendTraining.WELL), events)).allMatch(TrialResult::done);
        }
    }

    @Test
    void filesAreWhereTheirKeysFindThem() throws IOException {
        try (TrialRunner runner = started(1)) {
            runner.run(
                    List.of(request(4, PretendTraining.WELL)
                            .weights("trial-4-weights")
                            .build()),
                    events);
        }
        assertThat(Files.readString(files().path("trial-4-weights"))).isEqualTo(PretendTraining.weights(4, IMAGES));
    }

    @Test
    void aKeyThatLeadsOutOfTheFolderIsRefusedBeforeAnythingBegins() {
        TrainRequest outside =
                request(1, PretendTraining.WELL).weights("../weights").build();
        try (TrialRunner runner = started(1)) {
            assertThatThrownBy(() ->
                            runner.run(List.of(request(0, PretendTraining.WELL).build(), outside), events))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runner.answer(new AnswerRequest(NETWORK, "images", "images", 1, "/answers")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void twoRequestsForOneTrialAreRefused() {
        List<TrainRequest> twice = List.of(
                request(0, PretendTraining.WELL).build(),
                request(0, PretendTraining.FAILS).build());
        try (TrialRunner runner = started(1)) {
            assertThatThrownBy(() -> runner.run(twice, events)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void aNetworkAnswersImages() throws IOException {
        Files.writeString(files().path("weights"), "good ones");
        try (TrialRunner runner = started(1)) {
            runner.answer(new AnswerRequest(NETWORK, "weights", "images", 200, "answers"));
        }
        assertThat(Files.readString(files().path("answers")))
                .isEqualTo(PretendTraining.answers(200, "good ones", IMAGES));
    }

    @Test
    void aNetworkThatCannotAnswerIsExplained() {
        try (TrialRunner runner = started(1)) {
            assertThatThrownBy(() -> runner.answer(new AnswerRequest(NETWORK, "lost", "images", 200, "answers")))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("there are no weights");
            assertThat(runner.run(requests(PretendTraining.WELL), events)).allMatch(TrialResult::done);
        }
    }

    @Test
    void aTrialThatRunsIsCancelled() {
        try (TrialRunner runner = started(1)) {
            events.when("epoch 0.1", () -> runner.cancel(0));
            List<TrialResult> results = runner.run(requests(PretendTraining.WAITS, PretendTraining.WELL), events);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.FAILED, TrialResult.Status.DONE);
            assertThat(results.get(0).reason()).isEqualTo(TrialRunner.CANCELLED);
        }
        assertThat(events.of(0)).containsExactly("started 0", "epoch 0.1", "finished 0");
    }

    @Test
    void aTrialThatWaitsIsCancelledAndNeverStarts() {
        try (TrialRunner runner = started(1)) {
            events.when("started 0", () -> runner.cancel(1));
            List<TrialResult> results = runner.run(requests(0, 0, 0), events);
            assertThat(results).extracting(TrialResult::reason).containsExactly("", TrialRunner.CANCELLED, "");
        }
        assertThat(events.of(1)).containsExactly("finished 1");
    }

    @Test
    void cancellingWhatIsOverOrUnknownHasNoEffect() {
        try (TrialRunner runner = started(1)) {
            runner.cancel(0);
            events.when("started 0", () -> runner.cancel(99));
            events.when("finished 0", () -> runner.cancel(0));
            assertThat(runner.run(requests(0, 0), events)).allMatch(TrialResult::done);
            assertThat(runner.run(requests(0, 0), events)).allMatch(TrialResult::done);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingEndsTheRunAndLeavesItsTrialsOpen(boolean byTheListener) {
        TrialRunner runner = started(2);
        events.when("epoch 0.1", () -> {
            if (byTheListener) {
                runner.close();
            } else {
                new Thread(runner::close).start();
            }
        });
        assertThatThrownBy(() -> runner.run(requests(PretendTraining.WAITS, PretendTraining.WAITS), events))
                .isInstanceOf(UserException.class);
        assertThat(events.all()).contains("started 0").noneMatch(e -> e.startsWith("finished"));
        assertThatThrownBy(() -> runner.run(requests(PretendTraining.WELL), events))
                .isInstanceOf(UserException.class);
        runner.close();
    }

    @Test
    void interruptingTheCallerEndsTheRun() {
        Thread caller = Thread.currentThread();
        events.when("epoch 0.1", caller::interrupt);
        try (TrialRunner runner = started(1)) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.WAITS), events))
                    .isInstanceOf(UserException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(events.all()).doesNotContain("finished 0");
    }

    @Test
    void aFaultOfTheListenerEndsTheRunAndIsTheLastThatItIsTold() {
        events.when("epoch 0.2", () -> {
            throw new UserException("study.db", "the disk is full", "");
        });
        try (TrialRunner runner = started(2)) {
            assertThatThrownBy(() -> runner.run(
                            requests(PretendTraining.WELL, PretendTraining.WAITS, PretendTraining.WELL), events))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the disk is full");
        }
        assertThat(events.all()).endsWith("epoch 0.2");
    }

    @Test
    void whatMustBeMendedEndsTheRunAndLeavesItsTrialOpen() {
        try (TrialRunner runner = started(2)) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.STOPS, PretendTraining.WAITS), events))
                    .isInstanceOf(UserException.class)
                    .hasMessage("a.bin: the disk is full.");
        }
        assertThat(events.all()).doesNotContain("finished 0", "finished 1");
    }

    @Test
    void nothingRunsBeforeTheStart() {
        try (TrialRunner runner = runner(1, files())) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.WELL), events))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
