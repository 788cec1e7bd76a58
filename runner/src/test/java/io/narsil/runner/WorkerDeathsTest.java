package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that really die, once or more often, within one trial. */
class WorkerDeathsTest {
    @TempDir
    private Path folder;

    private final Events events = new Events();

    private WorkerPool started(int workers) {
        WorkerPool pool = WorkerPool.of(
                        WorkerPoolTest.pretend(folder.toString()), folder.resolve("log"), new FolderArtifacts(folder))
                .workers(workers)
                .rest(Duration.ofMillis(1))
                .build();
        pool.start();
        return pool;
    }

    private TrainRequest killed(int trial, int times) throws IOException {
        Files.writeString(folder.resolve("kills-" + trial), "" + times);
        return WorkerPoolTest.asked(trial, PretendWorker.IS_KILLED).build();
    }

    @Test
    void aTrialOutlivesManyKills() throws Exception {
        try (WorkerPool pool = started(1)) {
            assertThat(pool.run(List.of(killed(0, 5)), events)).allMatch(TrialResult::done);
        }
        assertThat(events.of(0)).filteredOn("died 0"::equals).hasSize(5);
    }

    @Test
    void aTrialThatIsKilledAloneEachTimeHasFailedWithItsReason() throws Exception {
        try (WorkerPool pool = started(1)) {
            TrialResult result = pool.run(List.of(killed(0, 99)), events).get(0);
            assertThat(result.status()).isEqualTo(TrialResult.Status.FAILED);
            assertThat(result.reason())
                    .isEqualTo("the worker was ended by signal 9 (SIGKILL), as the kernel does where memory runs out;"
                            + " in epoch 2, 6 times, at last while no other trial ran");
        }
    }

    /** The gate holds the others back until both kills have happened beside them. */
    @Test
    void killsBesideOthersPutATrialOffAndMakeWorkersFewer() throws Exception {
        events.when("off 1", () -> {
            try {
                Files.writeString(new FolderArtifacts(folder).path("gate"), "open");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Files.writeString(new FolderArtifacts(folder).path("images"), "two cats");
        try (WorkerPool pool = started(2)) {
            List<TrialResult> results = pool.run(
                    List.of(
                            WorkerPoolTest.asked(0, PretendTraining.WAITS).build(),
                            killed(1, 2),
                            WorkerPoolTest.asked(2, PretendTraining.WELL).build()),
                    events);
            assertThat(results).allMatch(TrialResult::done);
        }
        assertThat(events.all()).contains("died 1", "off 1", "fewer 1");
        List<String> order = events.all();
        assertThat(order.lastIndexOf("started 1")).isGreaterThan(order.indexOf("finished 0"));
        assertThat(order.lastIndexOf("started 1")).isGreaterThan(order.indexOf("finished 2"));
    }

    /** The rest is of a minute at last, and nobody who cancels waits for it. */
    @Test
    @Timeout(120)
    void aTrialThatRestsIsCancelledAtOnce() throws Exception {
        try (WorkerPool pool = WorkerPool.of(
                        WorkerPoolTest.pretend(folder.toString()), folder.resolve("log"), new FolderArtifacts(folder))
                .rest(Duration.ofHours(1))
                .build()) {
            pool.start();
            Thread user = new Thread(() -> {
                while (Thread.getAllStackTraces().entrySet().stream().noneMatch(WorkerDeathsTest::rests)) {
                    Thread.onSpinWait();
                }
                pool.cancel(0);
            });
            user.start();
            TrialResult result = pool.run(List.of(killed(0, 99)), events).get(0);
            assertThat(result.reason()).isEqualTo(TrialRunner.CANCELLED);
            user.join();
        }
    }

    private static boolean rests(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getValue())
                        .anyMatch(f -> f.getClassName().equals(Crew.class.getName())
                                && f.getMethodName().equals("rest"));
    }

    @Test
    void itsLastWordsAreInTheReason() throws Exception {
        try (WorkerPool pool = started(1)) {
            String reason = pool.run(
                            List.of(WorkerPoolTest.asked(0, PretendWorker.TELLS_WHY)
                                    .build()),
                            events)
                    .get(0)
                    .reason();
            assertThat(reason)
                    .isEqualTo(
                            "the worker ended with code 7, and said \"java.lang.IllegalStateException: no such thing\""
                                    + " (see log); in epoch 2, 2 times, at last while no other trial ran");
        }
        assertThat(Files.readString(folder.resolve("log")))
                .contains("no such thing")
                .contains("\tat ");
    }
}
