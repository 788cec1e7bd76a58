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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what only processes do. */
class WorkerPoolTest extends TrialRunnerContract {
    private final Events events = new Events();

    @Override
    protected TrialRunner runner(int workers, ArtifactResolver files) {
        return WorkerPool.of(pretend(folder().toString()), folder().resolve("log"), files)
                .workers(workers)
                .build();
    }

    static WorkerCommand pretend(String argument) {
        return command(PretendWorker.class.getName(), argument);
    }

    private static WorkerCommand command(String main, String argument) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                argument);
        return new WorkerCommand(command, Map.of());
    }

    private WorkerPool.Builder pool(WorkerCommand command) {
        return WorkerPool.of(command, folder().resolve("log"), new FolderArtifacts(folder()))
                .rest(Duration.ofMillis(1));
    }

    private WorkerPool started(int workers) {
        WorkerPool pool = pool(pretend(folder().toString())).workers(workers).build();
        pool.start();
        return pool;
    }

    private static TrainRequest request(int trial, int behaviour) {
        return TrainRequest.of(trial, Network.of("tiny", 1, 8, 2, List.of(new Classifier(true))))
                .seed(behaviour)
                .images("images")
                .epochs(2)
                .start("gate")
                .build();
    }

    @Test
    void aProgramThatIsNotThereIsSaidWithTheLineThatNamesIt() throws Exception {
        Path script = Files.writeString(folder().resolve("train.sh"), "true\n");
        Map<String, String> reasons = Map.of(
                "nosuchprogram",
                "there is no program \"nosuchprogram\". Maybe its whole path: it is in no folder of PATH.",
                "./none.sh",
                "there is no program \"./none.sh\". Maybe another path: relative ones begin in " + folder() + ".",
                script.toString(),
                "\"" + script + "\" is no program that you may run. Maybe chmod +x " + script + ".");
        reasons.forEach((program, reason) -> {
            WorkerCommand command =
                    WorkerCommand.own(List.of(program), folder()).namedAt("s.yaml:4");
            try (WorkerPool pool = pool(command).build()) {
                assertThatThrownBy(pool::start).hasMessage("s.yaml:4: no worker could be started: " + reason);
            }
        });
    }

    @Test
    void aTrialThatRunsOutOfMemoryIsARowWithTheReason() {
        try (WorkerPool pool = started(1)) {
            List<TrialResult> results = pool.run(
                    List.of(request(0, PretendWorker.TAKES_ALL_MEMORY), request(1, PretendTraining.WELL)), events);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.FAILED, TrialResult.Status.DONE);
            assertThat(results.get(0).reason())
                    .matches("the worker ran out of memory, and said \"Terminating due to java.lang.OutOfMemoryError.*"
                            + " \\(see log\\); in epoch 2, 6 times, at last while no other trial ran");
        }
        // Others may have had the memory: it is given some time.
        assertThat(events.of(0)).filteredOn("started 0"::equals).hasSize(6);
    }

    @Test
    void whoIsToldThatATrialBeginsIsToldByWhichWorker() {
        List<OptionalInt> numbers = new ArrayList<>();
        try (WorkerPool pool = started(1)) {
            pool.run(List.of(request(0, PretendTraining.WELL)), new RunListener() {
                @Override
                public void started(TrainRequest request, OptionalInt worker) {
                    numbers.add(worker);
                }
            });
        }
        assertThat(numbers).containsExactly(OptionalInt.of(0));
    }

    @Test
    void eachWorkerHasANumberOfItsOwnAndOneThatReplacesAnotherHasTheSame() throws IOException {
        try (WorkerPool pool = started(2)) {
            assertThat(slots(pool)).containsExactlyInAnyOrder("slot 0", "slot 1");
            pool.run(List.of(request(2, PretendWorker.CRASHES_ALWAYS)), events);
            assertThat(slots(pool)).containsExactlyInAnyOrder("slot 0", "slot 1");
        }
    }

    /** The numbers of two workers that are at work at the same time. */
    private List<String> slots(WorkerPool pool) throws IOException {
        Path gate = folder().resolve("gate.safetensors");
        Files.deleteIfExists(gate);
        Runnable open = () -> {
            try {
                Files.writeString(gate, "open");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        Events both = new Events();
        both.when("started 0", () -> both.when("started 1", open));
        both.when("started 1", () -> both.when("started 0", open));
        return pool
                .run(List.of(request(0, PretendWorker.TELLS_ITS_SLOT), request(1, PretendWorker.TELLS_ITS_SLOT)), both)
                .stream()
                .map(TrialResult::reason)
                .toList();
    }

    /** The trial after it keeps both of its tries. */
    @Test
    void aWorkerThatDiedWithNothingToDoIsReplaced() throws Exception {
        try (WorkerPool pool = started(1)) {
            for (ProcessHandle worker : ProcessHandle.current().children().toList()) {
                worker.destroyForcibly();
                worker.onExit().get();
            }
            assertThat(pool.run(List.of(request(0, PretendWorker.CRASHES_ONCE)), events))
                    .allMatch(TrialResult::done);
        }
    }

    @Test
    void aWorkerThatIsKilledBeforeItIsReadyIsStartedAgain() {
        Path once = folder().resolve(PretendWorker.DIES_ONCE);
        try (WorkerPool pool = pool(pretend(once.toString())).build()) {
            pool.start();
            assertThat(pool.run(List.of(request(0, PretendTraining.WELL)), events))
                    .allMatch(TrialResult::done);
        }
        assertThat(once).exists();
    }

    @Test
    void aWorkerThatCannotStartSaysWhatIsToBeMended() {
        try (WorkerPool pool = pool(pretend("no card")).workers(2).build()) {
            assertThatThrownBy(pool::start).isInstanceOf(UserException.class).hasMessageContaining("there is no card");
        }
    }

    @Test
    void aWorkerThatCannotStartIsExplained() throws Exception {
        try (WorkerPool pool = pool(command("no.such.Class", "")).build()) {
            assertThatThrownBy(pool::start)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("a worker could not start: the worker ended with code 1, and said \"");
        }
        assertThat(Files.readString(folder().resolve("log"))).contains("no.such.Class");
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
        try (WorkerPool pool = started(2)) {
            List<TrialResult> results = pool.run(
                    List.of(request(0, PretendTraining.WELL), request(1, behaviour), request(2, PretendTraining.WELL)),
                    events);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DONE, TrialResult.Status.FAILED, TrialResult.Status.DONE);
            assertThat(results.get(1).reason()).startsWith("the worker ");
        }
        // tried twice, and never more
        assertThat(events.of(1)).filteredOn("started 1"::equals).hasSize(2);
    }

    @Test
    void aWorkerThatHangsIsEnded() {
        try (WorkerPool pool = pool(pretend(folder().toString()))
                .silence(Duration.ofSeconds(1))
                .build()) {
            pool.start();
            List<TrialResult> results = pool.run(List.of(request(1, PretendWorker.HANGS)), events);
            assertThat(results.get(0).status()).isEqualTo(TrialResult.Status.FAILED);
            assertThat(results.get(0).reason())
                    .startsWith("the worker said nothing for 1 seconds and was ended; in epoch 2, 2 times");
        }
        assertThat(events.of(1)).filteredOn("started 1"::equals).hasSize(2);
    }

    @Test
    void noWorkerOutlivesItsPool() throws Exception {
        List<ProcessHandle> workers;
        try (WorkerPool pool = started(2);
                Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            workers = children.toList();
            events.when("epoch 0.1", pool::close);
            assertThatThrownBy(() -> pool.run(List.of(request(0, PretendTraining.WAITS)), events))
                    .hasMessageContaining("the run was stopped");
        }
        assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
        for (ProcessHandle worker : workers) {
            worker.onExit().get();
        }
    }

    /** Its second try must not count as a failure of the trial, which is to go on next time. */
    @Test
    void aPoolThatIsClosedDuringTheSecondTryLeavesTheTrialOpen() {
        try (WorkerPool pool = started(1)) {
            events.when("started 0", () -> events.when("started 0", pool::close));
            assertThatThrownBy(() -> pool.run(List.of(request(0, PretendWorker.CRASHES_ALWAYS)), events))
                    .hasMessageContaining("the run was stopped");
        }
        assertThat(events.all()).filteredOn("started 0"::equals).hasSize(2);
        assertThat(events.all()).doesNotContain("finished 0");
    }

    @Test
    void aLossThatIsNoNumberIsTheCandidatesFaultAndNotTriedAgain() {
        try (WorkerPool pool = started(1)) {
            List<TrialResult> results = pool.run(
                    List.of(request(0, PretendWorker.LOSS_IS_NO_NUMBER), request(1, PretendTraining.WELL)), events);
            assertThat(results)
                    .extracting(TrialResult::status)
                    .containsExactly(TrialResult.Status.DIVERGED, TrialResult.Status.DONE);
            assertThat(results.get(0).reason()).isEqualTo("the loss was NaN in epoch 3");
        }
        assertThat(events.of(0)).filteredOn("started 0"::equals).hasSize(1);
    }

    @Test
    void aTrialWhoseWorkerDiedOnceIsTriedAgain() {
        try (WorkerPool pool = started(1)) {
            assertThat(pool.run(List.of(request(0, PretendWorker.CRASHES_ONCE)), events))
                    .allMatch(TrialResult::done);
        }
    }

    /** An embedding program runs many studies: each takes its hook with it. */
    @Test
    void aClosedPoolLeavesNoShutdownHook() {
        WorkerPool pool = started(1);
        Thread hook = pool.hook().orElseThrow().thread();
        pool.close();
        assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isFalse();
    }
}
