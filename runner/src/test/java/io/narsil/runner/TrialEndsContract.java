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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How trials and runs end before they would by themselves, as {@link TrialRunner} says; part of {@link TrialRunnerContract}. */
public abstract class TrialEndsContract {
    static final Network NETWORK = Network.of("tiny", 1, 8, 2, List.of(new Classifier(true)));
    static final String IMAGES = "two cats";

    @TempDir
    private Path folder;

    final Events heard = new Events();

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

    final ArtifactResolver files() {
        return new FolderArtifacts(folder);
    }

    final TrialRunner ready(int workers) {
        TrialRunner runner = runner(workers, files());
        assertThat(runner.start()).isNotBlank();
        return runner;
    }

    static TrainRequest.Builder asked(int trial, int behaviour) {
        return TrainRequest.of(trial, NETWORK)
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate");
    }

    static List<TrainRequest> requests(int... behaviours) {
        return IntStream.range(0, behaviours.length)
                .mapToObj(i -> asked(i, behaviours[i]).build())
                .toList();
    }

    final void openGate() {
        try {
            Files.writeString(files().path("gate"), "open");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTrialThatRunsIsCancelled() {
        try (TrialRunner runner = ready(1)) {
            heard.when("epoch 0.1", () -> runner.cancel(0));
            List<TrialResult> results = runner.run(requests(PretendTraining.WAITS, PretendTraining.WELL), heard);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.FAILED, TrialResult.Status.DONE);
            assertThat(results.get(0).reason()).isEqualTo(TrialRunner.CANCELLED);
        }
        assertThat(heard.of(0)).containsExactly("started 0", "epoch 0.1", "finished 0");
    }

    @Test
    void aTrialThatWaitsIsCancelledAndNeverStarts() {
        try (TrialRunner runner = ready(1)) {
            heard.when("started 0", () -> runner.cancel(1));
            List<TrialResult> results = runner.run(requests(0, 0, 0), heard);
            assertThat(results).extracting(TrialResult::reason).containsExactly("", TrialRunner.CANCELLED, "");
        }
        assertThat(heard.of(1)).containsExactly("finished 1");
    }

    @Test
    void cancellingWhatIsOverOrUnknownHasNoEffect() {
        try (TrialRunner runner = ready(1)) {
            runner.cancel(0);
            heard.when("started 0", () -> runner.cancel(99));
            heard.when("finished 0", () -> runner.cancel(0));
            assertThat(runner.run(requests(0, 0), heard)).allMatch(TrialResult::done);
            assertThat(runner.run(requests(0, 0), heard)).allMatch(TrialResult::done);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingEndsTheRunAndLeavesItsTrialsOpen(boolean byTheListener) {
        TrialRunner runner = ready(2);
        heard.when("epoch 0.1", () -> {
            if (byTheListener) {
                runner.close();
            } else {
                new Thread(runner::close).start();
            }
        });
        assertThatThrownBy(() -> runner.run(requests(PretendTraining.WAITS, PretendTraining.WAITS), heard))
                .isInstanceOf(UserException.class);
        assertThat(heard.all()).contains("started 0").noneMatch(e -> e.startsWith("finished"));
        assertThatThrownBy(() -> runner.run(requests(PretendTraining.WELL), heard))
                .isInstanceOf(UserException.class);
        runner.close();
    }

    @Test
    void interruptingTheCallerEndsTheRun() {
        Thread caller = Thread.currentThread();
        heard.when("epoch 0.1", caller::interrupt);
        try (TrialRunner runner = ready(1)) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.WAITS), heard))
                    .isInstanceOf(UserException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(heard.all()).doesNotContain("finished 0");
    }

    @Test
    void aFaultOfTheListenerEndsTheRunAndIsTheLastThatItIsTold() {
        heard.when("epoch 0.2", () -> {
            throw new UserException("study.db", "the disk is full", "");
        });
        try (TrialRunner runner = ready(2)) {
            assertThatThrownBy(() -> runner.run(
                            requests(PretendTraining.WELL, PretendTraining.WAITS, PretendTraining.WELL), heard))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the disk is full");
        }
        assertThat(heard.all()).endsWith("epoch 0.2");
    }

    @Test
    void whatMustBeMendedEndsTheRunAndLeavesItsTrialOpen() {
        try (TrialRunner runner = ready(2)) {
            assertThatThrownBy(() -> runner.run(requests(PretendTraining.STOPS, PretendTraining.WAITS), heard))
                    .isInstanceOf(UserException.class)
                    .hasMessage("a.bin: the disk is full.");
        }
        assertThat(heard.all()).doesNotContain("finished 0", "finished 1");
    }
}
