package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    @TempDir
    private Path folder;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    private final RunListener listener = new RunListener() {
        @Override
        public void started(TrialRequest request) {
            events.add("started " + request.trial());
        }

        @Override
        public void epoch(WorkerMessage.Epoch epoch) {
            events.add("epoch " + epoch.trial() + "." + epoch.epoch());
        }

        @Override
        public void finished(Outcome outcome) {
            events.add("finished " + outcome.trial());
        }
    };

    private WorkerPool pool(int workers, String main) {
        return pool(workers, main, folder.toString());
    }

    private WorkerPool pool(int workers, String main, String argument) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                argument);
        return new WorkerPool(new WorkerCommand(command, Map.of()), workers, folder.resolve("log"));
    }

    @Test
    void aTrialThatRunsOutOfMemoryIsARowWithTheReason() {
        try (WorkerPool pool = pool(1, PretendWorker.class.getName())) {
            pool.start();
            List<Outcome> outcomes = pool.run(
                    List.of(request(0, PretendWorker.TAKES_ALL_MEMORY), request(1, PretendWorker.WELL)), listener);
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.FAILED, Outcome.Status.DONE);
            assertThat(outcomes.get(0).reason()).isEqualTo("the worker ran out of memory (see log)");
        }
        assertThat(events).filteredOn(e -> e.equals("started 0")).hasSize(2);
    }

    @Test
    void eachWorkerHasANumberOfItsOwnAndOneThatReplacesAnotherHasTheSame() {
        try (WorkerPool pool = pool(2, PretendWorker.class.getName())) {
            pool.start();
            List<TrialRequest> requests =
                    List.of(request(0, PretendWorker.TELLS_ITS_SLOT), request(1, PretendWorker.TELLS_ITS_SLOT));
            assertThat(pool.run(requests, listener))
                    .extracting(Outcome::reason)
                    .containsExactlyInAnyOrder("slot 0", "slot 1");
            pool.run(List.of(request(2, PretendWorker.CRASHES_ALWAYS)), listener);
            assertThat(pool.run(requests, listener))
                    .extracting(Outcome::reason)
                    .containsExactlyInAnyOrder("slot 0", "slot 1");
        }
    }

    /** The trial after it keeps both of its tries. */
    @Test
    void aWorkerThatDiedWithNothingToDoIsReplaced() throws Exception {
        try (WorkerPool pool = pool(1, PretendWorker.class.getName())) {
            pool.start();
            for (ProcessHandle worker : ProcessHandle.current().children().toList()) {
                worker.destroyForcibly();
                worker.onExit().get();
            }
            assertThat(pool.run(List.of(request(0, PretendWorker.CRASHES_ONCE)), listener))
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.DONE);
        }
    }

    @Test
    void aWorkerThatIsKilledBeforeItIsReadyIsStartedAgain() {
        String once = folder.resolve(PretendWorker.DIES_ONCE).toString();
        try (WorkerPool pool = pool(1, PretendWorker.class.getName(), once)) {
            pool.start();
            assertThat(pool.run(List.of(request(0, PretendWorker.WELL)), listener))
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.DONE);
        }
        assertThat(folder.resolve(PretendWorker.DIES_ONCE)).exists();
    }

    @Test
    void aWorkerThatCannotStartSaysWhatIsToBeMended() {
        try (WorkerPool pool = pool(2, PretendWorker.class.getName(), "no card")) {
            assertThatThrownBy(pool::start).isInstanceOf(UserException.class).hasMessageContaining("there is no card");
        }
    }

    private static TrialRequest request(int trial, int behaviour) {
        Network network = Zoo.get("fbnetv3-a");
        return TrialRequest.of(trial, behaviour, Protocol.architecture(network), Map.of(), "data", 2, 2)
                .tested(trial == 0)
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void outcomesAreInTheOrderOfTheRequestsForAnyNumberOfWorkers(int workers) {
        try (WorkerPool pool = pool(workers, PretendWorker.class.getName())) {
            assertThat(pool.start()).isEqualTo("pretend");
            List<Outcome> outcomes = pool.run(
                    List.of(
                            request(3, PretendWorker.WELL),
                            request(0, PretendWorker.WELL),
                            request(2, PretendWorker.DIVERGES),
                            request(1, PretendWorker.WELL)),
                    listener);
            assertThat(outcomes).extracting(Outcome::trial).containsExactly(3, 0, 2, 1);
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(
                            Outcome.Status.DONE, Outcome.Status.DONE, Outcome.Status.DIVERGED, Outcome.Status.DONE);
            assertThat(outcomes.get(1).testAccuracy()).hasValue(0.5);
            assertThat(outcomes.get(0).testAccuracy()).isEmpty();
        }
        assertThat(events).contains("started 3", "epoch 3.1", "epoch 3.2", "finished 3");
        assertThat(events).filteredOn(e -> e.equals("started 2")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                PretendWorker.CRASHES_ALWAYS,
                PretendWorker.RUBBISH,
                PretendWorker.EXITS_QUIETLY,
                PretendWorker.IMPOSSIBLE_ACCURACY
            })
    void aWorkerThatBreaksCostsItsTrialOnly(int behaviour) {
        try (WorkerPool pool = pool(2, PretendWorker.class.getName())) {
            pool.start();
            List<Outcome> outcomes = pool.run(
                    List.of(request(0, PretendWorker.WELL), request(1, behaviour), request(2, PretendWorker.WELL)),
                    listener);
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.DONE, Outcome.Status.FAILED, Outcome.Status.DONE);
            assertThat(outcomes.get(1).reason()).startsWith("the worker ");
        }
        // tried twice, and never more
        assertThat(events).filteredOn(e -> e.equals("started 1")).hasSize(2);
    }

    @Test
    void aWorkerThatHangsIsEndedAndOneThatIsSlowIsNot() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-cp", System.getProperty("java.class.path"), PretendWorker.class.getName(), folder.toString());
        WorkerCommand pretend = new WorkerCommand(command, Map.of());
        try (WorkerPool pool = new WorkerPool(pretend, 2, folder.resolve("log"), Duration.ofSeconds(3))) {
            pool.start();
            List<Outcome> outcomes =
                    pool.run(List.of(request(1, PretendWorker.HANGS), request(2, PretendWorker.SLOW)), listener);
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.FAILED, Outcome.Status.DONE);
            assertThat(outcomes.get(0).reason()).isEqualTo("the worker said nothing for 3 seconds and was ended");
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .hasSizeLessThanOrEqualTo(2);
        }
        assertThat(events).filteredOn(e -> e.equals("started 1")).hasSize(2);
    }

    @Test
    void aLossThatIsNoNumberIsTheCandidatesFaultAndNotTriedAgain() {
        try (WorkerPool pool = pool(1, PretendWorker.class.getName())) {
            pool.start();
            List<Outcome> outcomes = pool.run(
                    List.of(request(0, PretendWorker.LOSS_IS_NO_NUMBER), request(1, PretendWorker.WELL)), listener);
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Outcome.Status.DIVERGED, Outcome.Status.DONE);
            assertThat(outcomes.get(0).reason()).isEqualTo("the loss was NaN in epoch 3");
        }
        assertThat(events).filteredOn(e -> e.equals("started 0")).hasSize(1);
    }

    @Test
    void aTrialWhoseWorkerDiedOnceIsTriedAgain() {
        try (WorkerPool pool = pool(1, PretendWorker.class.getName())) {
            pool.start();
            List<Outcome> outcomes = pool.run(List.of(request(0, PretendWorker.CRASHES_ONCE)), listener);
            assertThat(outcomes.get(0).status()).isEqualTo(Outcome.Status.DONE);
        }
    }

    @Test
    void aFaultOfTheListenerStopsTheRun() {
        RunListener full = new RunListener() {
            @Override
            public void started(TrialRequest request) {}

            @Override
            public void epoch(WorkerMessage.Epoch epoch) {
                throw new UserException("study.db", "the disk is full", "");
            }

            @Override
            public void finished(Outcome outcome) {}
        };
        try (WorkerPool pool = pool(2, PretendWorker.class.getName())) {
            pool.start();
            assertThatThrownBy(() -> pool.run(List.of(request(0, 0), request(1, 0), request(2, 0)), full))
                    .hasMessageContaining("the disk is full");
        }
    }

    @Test
    void aFullDiskStopsTheRunAndLeavesTheTrialOpen() {
        try (WorkerPool pool = pool(2, PretendWorker.class.getName())) {
            pool.start();
            assertThatThrownBy(() -> pool.run(List.of(request(0, PretendWorker.DISK_FULL), request(1, 0)), listener))
                    .isInstanceOf(UserException.class)
                    .hasMessage("a.bin: the disk is full.");
        }
        assertThat(events).doesNotContain("finished 0");
    }

    @Test
    void aWorkerThatCannotStartIsExplained() throws Exception {
        try (WorkerPool pool = pool(1, "no.such.Class")) {
            assertThatThrownBy(pool::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("a worker could not start: the worker ended with code 1");
        }
        assertThat(Files.readString(folder.resolve("log"))).contains("no.such.Class");
    }

    @Test
    void requestsAndNetworksSurviveTheirLines() throws Exception {
        TrialRequest request = request(4, 0);
        assertThat(Protocol.request(Protocol.write(request))).isEqualTo(request);
        assertThat(Protocol.network(request.architecture())).isEqualTo(Zoo.get("fbnetv3-a"));
        WorkerMessage done = new WorkerMessage.Done(1, 1.0 / 3);
        assertThat(Protocol.message(Protocol.write(done))).isEqualTo(done);
    }
}
