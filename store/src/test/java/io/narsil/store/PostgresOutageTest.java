package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is started anew while a search writes, and two searches that want one run. */
class PostgresOutageTest {
    private static PostgresServer server;
    private static int made;

    private String address;
    private boolean stopped;

    @BeforeAll
    static void begin() {
        server = PostgresServer.get();
    }

    @BeforeEach
    void name() {
        made++;
        address = server.address("postgres", "?schema=outage_" + made);
    }

    private void stop() throws Exception {
        server.stop();
        stopped = true;
    }

    @AfterEach
    void again() throws Exception {
        if (stopped) {
            stopped = false;
            server.again();
        }
    }

    private TrialStore patient(Duration patience) {
        return JdbcTrialStore.open(
                new PostgresDialect(address, ServerAddress.parse("test", address), Map.of(), patience));
    }

    /** Has a thread do something while the server is away, and starts the server when it waits. */
    private void whileAway(Runnable work) throws Exception {
        stop();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Thread[] thread = new Thread[1];
            Future<?> done = pool.submit(() -> {
                thread[0] = Thread.currentThread();
                work.run();
            });
            while (!done.isDone() && (thread[0] == null || thread[0].getState() != Thread.State.TIMED_WAITING)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(done.isDone()).as("it waits").isFalse();
            again();
            done.get(2, TimeUnit.MINUTES);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aSearchWaitsForAServerAndGoesOn() throws Exception {
        try (TrialStore store = patient(Duration.ofMinutes(2))) {
            store.own();
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 2))));
            study.started(0);
            whileAway(() -> study.epoch(0, epoch(1, 0.25)));
            whileAway(() -> study.chosen(List.of(chosen(trial(1, 2, 1)), chosen(trial(2, 0, 1)))));
            whileAway(() -> assertThat(study.mended()).isEmpty());
            study.epoch(0, epoch(2, 0.5));
            whileAway(() -> study.finished(
                    new TrialResult(0, TrialResult.Status.DONE, List.of(0.25, 0.5), OptionalDouble.empty(), "")));
            assertThat(study.trials()).hasSize(3);
            assertThat(study.trials().get(0).scores()).containsExactly(0.25, 0.5);
            assertThat(study.finishedCount()).isEqualTo(1);
            // It still has what it took before.
            try (TrialStore other = patient(Duration.ZERO)) {
                assertThatThrownBy(other::own).isInstanceOf(UserException.class);
            }
        }
    }

    @Test
    void itDoesNotWaitForEver() throws Exception {
        try (TrialStore store = patient(Duration.ofMillis(1))) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1))));
            stop();
            assertThatThrownBy(() -> study.started(0))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(address + ": no server answers at localhost:" + server.port());
            again();
            // Nothing but time was lost.
            study.started(0);
            assertThat(study.trials().get(0).started()).isTrue();
        }
    }

    /** Who only looks has nothing to lose. */
    @Test
    void whoReadsIsToldAtOnce() throws Exception {
        patient(Duration.ZERO).close();
        try (TrialStore reading = TrialStores.existing(address)) {
            StudyTrials study = reading.study("s", Samples.SPACE);
            assertThat(study.trials()).isEmpty();
            stop();
            assertThatThrownBy(study::trials)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("no server answers");
        }
    }

    @Test
    void oneSearchAtATimeHasARun() {
        try (TrialStore first = TrialStores.open(address)) {
            first.own();
            try (TrialStore second = TrialStores.open(address);
                    TrialStore reading = TrialStores.existing(address)) {
                assertThatThrownBy(second::own)
                        .isInstanceOf(UserException.class)
                        .hasMessageStartingWith(address + ": another search goes on with this run: process "
                                + ProcessHandle.current().pid() + " on ")
                        .hasMessageEndingWith(". Maybe wait for it, or stop it there.");
                assertThat(reading.studies()).isEmpty();
            }
            try (TrialStore other = TrialStores.open(address + "b")) {
                other.own();
            }
        }
        try (TrialStore next = TrialStores.open(address)) {
            next.own();
        }
    }
}
