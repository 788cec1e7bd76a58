package io.narsil.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.dashboard.LoggedRun;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.RunSummary;
import io.narsil.dashboard.run.RunsFolder;
import io.narsil.dashboard.run.WatchedRun;
import io.narsil.store.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGEnvironment;

class ServerWatchTest {
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int TRIES = 1_200;
    private static PostgresServer server;
    private static int made;

    @TempDir
    private Path folder;

    private String schema;
    private String address;
    private AllRuns all;
    private boolean stopped;

    @BeforeAll
    static void begin() {
        server = PostgresServer.get();
    }

    @BeforeEach
    void name() throws Exception {
        made++;
        // Earlier tests have left runs, which must not stand beside those of this one.
        server.execute("DROP DATABASE IF EXISTS watched_" + made, "CREATE DATABASE watched_" + made);
        schema = "narsil_tiny";
        address = server.address("postgres", "").replaceFirst("postgres$", "watched_" + made);
    }

    @AfterEach
    void end() throws Exception {
        if (all != null) {
            all.close();
        }
        if (stopped) {
            server.again();
        }
    }

    private void look(Path... folders) {
        all = new AllRuns(
                List.of(folders).stream().map(RunsFolder::new).findFirst(), List.of(ServerWatch.begin(address)));
    }

    private static void await(String what, BooleanSupplier wanted) {
        for (int i = 0; i < TRIES; i++) {
            if (wanted.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(wanted.getAsBoolean()).as(what).isTrue();
    }

    /** The summary of the one run once it is as it should be. */
    private RunSummary await(Predicate<RunSummary> wanted) {
        await(
                "the run",
                () -> all.runs().size() == 1 && wanted.test(all.runs().get(0).summary()));
        return all.runs().get(0).summary();
    }

    private LoggedRun run(String name) throws Exception {
        return new LoggedRun(folder.resolve(name), address);
    }

    @Test
    void aRunIsFollowedAsItGoes() throws Exception {
        try (LoggedRun run = run("elsewhere/tiny")) {
            run.own();
            run.round(0, 0, 3);
            run.train(0, 0.5);
            run.started(1);
            run.epoch(1, 0.25);
            look();
            RunSummary first = await(s -> s.reading() == null && s.counts().get("done") == 1);
            assertThat(first.name()).endsWith("/watched_" + made + "/" + schema).startsWith("localhost:");
            assertThat(first.state()).isEqualTo("running");
            assertThat(first.kept()).isEqualTo(address + "?schema=" + schema);
            assertThat(first.problems()).isEmpty();
            assertThat(first.counts()).containsEntry("running", 1).containsEntry("chosen", 1);
            assertThat(first.planned()).isEqualTo(3);
            assertThat(first.share()).isEqualTo(share(run, 1));
            WatchedRun watched = all.runs().get(0);
            assertThat(watched.here()).isFalse();
            assertThat(scores(watched, 1)).containsExactly(0.25);
            assertThat(watched.candidate(0).architecture()).isEqualTo(values(run, 0));
            assertThat(watched.candidate(0).space()).isEmpty();
            assertThat(watched.growth()).containsEntry("trials", 1);
            assertThat(watched.frozen().faults()).isEmpty();
            assertThat(watched.worth()).isEmpty();
            assertThat(watched.fronts()).isEmpty();
            run.epoch(1, 0.75);
            run.failed(2, "it fell");
            RunSummary second = await(s -> s.counts().get("failed") == 1);
            assertThat(second.version()).isNotEqualTo(first.version());
            assertThat(scores(watched, 1)).containsExactly(0.25, 0.75);
            assertThat(watched.log(RunLog::failures).get(0).reason()).isEqualTo("it fell");
            run.done(1);
            run.retried(2);
            run.round(1, 3, 1);
            RunSummary third = await(s -> s.counts().get("done") == 2 && s.planned() == 4);
            assertThat(third.counts()).containsEntry("failed", 0).containsEntry("running", 1);
            assertThat(third.over()).isEqualTo(2);
            assertThat(third.best()).extracting(RunSummary.Best::score).containsExactlyInAnyOrder(0.5, 0.75);
        }
        assertThat(await(s -> s.state().equals("idle")).left()).isNull();
    }

    private static List<Double> scores(WatchedRun run, int trial) {
        return run.log(log -> log.scores(trial));
    }

    /** As the log of the same run tells it, from its begin to a number of trials that are over. */
    private static double share(LoggedRun run, int over) {
        RunLog log = new RunLog(run.folder().events());
        log.read();
        assertThat(log.counts()).containsEntry("done", over);
        return log.course().estimate(null, false).share();
    }

    private static Map<String, String> values(LoggedRun run, int trial) {
        RunLog log = new RunLog(run.folder().events());
        log.read();
        return log.candidate(trial);
    }

    @Test
    void aRunWhoseFolderIsThereTooIsOneRun() throws Exception {
        Path runs = folder.resolve("runs");
        try (LoggedRun here = run("runs/tiny");
                LoggedRun there = run("elsewhere/tiny")) {
            here.round(0, 0, 1);
            there.round(0, 0, 2);
            look(runs);
            await("both runs", () -> all.runs().size() == 2);
            assertThat(all.runs().get(0).name()).isEqualTo("tiny");
            assertThat(all.runs().get(0).here()).isTrue();
            assertThat(all.runs().get(1).name()).endsWith("/narsil_tiny_2");
            assertThat(all.run(all.runs().get(1).name())).isPresent();
            assertThat(all.run(server.port() + "/x")).isEmpty();
            assertThat(all.places()).extracting(AllRuns.Place::runs).containsExactly(1, 2);
            assertThat(all.shown()).isEqualTo(runs + " and " + address);
        }
    }

    @Test
    void aServerThatIsStartedAnewComesBackByItself() throws Exception {
        try (LoggedRun near = new LoggedRun(folder.resolve("runs/near"))) {
            near.round(0, 0, 1);
        }
        try (LoggedRun run = run("elsewhere/tiny")) {
            run.round(0, 0, 2);
            run.train(0, 0.5);
        }
        look(folder.resolve("runs"));
        await(
                "both runs",
                () -> all.runs().size() == 2 && all.runs().get(1).summary().over() == 1);
        String before = all.runs().get(1).summary().version();
        server.stop();
        stopped = true;
        await("the sentence", () -> all.problem().contains("no server answers at localhost:" + server.port()));
        assertThat(all.problem()).startsWith(address + ": ").contains("It is asked again by itself");
        RunSummary away = all.runs().get(1).summary();
        assertThat(away.state()).isEqualTo("unknown");
        assertThat(away.over()).as("what is known of it stays").isEqualTo(1);
        assertThat(away.version()).isNotEqualTo(before);
        assertThat(all.runs().get(1).candidate(0).architecture()).isEmpty();
        assertThat(all.runs().get(0).summary().state()).isEqualTo("stopped");
        server.again();
        stopped = false;
        await(
                "that it is back",
                () -> all.problem().isEmpty()
                        && all.runs().get(1).summary().state().equals("idle"));
        assertThat(all.runs().get(1).candidate(0).architecture()).isNotEmpty();
        try (LoggedRun run = run("elsewhere/tiny")) {
            run.round(1, 2, 1);
            run.train(2, 0.75);
        }
        await("what came meanwhile", () -> all.runs().get(1).summary().over() == 2);
    }

    @Test
    void whatIsWrongWithOneRunIsSaidInItsRow() throws Exception {
        run("elsewhere/a").close();
        run("elsewhere/b").close();
        sql("UPDATE narsil_tiny_2.version SET number = 99");
        look();
        await(
                "both runs",
                () -> all.runs().size() == 2
                        && !all.runs().get(1).summary().problems().isEmpty());
        assertThat(all.runs().get(0).summary().problems()).isEmpty();
        assertThat(all.runs().get(1).summary().problems())
                .singleElement()
                .asString()
                .contains("the database is of version 99, newer than this program");
        assertThat(all.problem()).isEmpty();
        sql("DROP SCHEMA narsil_tiny_2 CASCADE");
        await("that it is gone", () -> all.runs().size() == 1);
    }

    @Test
    void aRunThatSomebodyLocksIsSaidInItsRowAndTheOtherIsFollowed() throws Exception {
        run("elsewhere/a").close();
        try (LoggedRun b = run("elsewhere/b");
                Connection connection = connection();
                Statement open = connection.createStatement()) {
            connection.setAutoCommit(false);
            open.execute("LOCK TABLE narsil_tiny.trial IN ACCESS EXCLUSIVE MODE");
            look();
            await(
                    "the sentence",
                    () -> all.runs().size() == 2
                            && all.runs().get(0).summary().problems().toString().contains("somebody has locked"));
            b.round(0, 0, 1);
            b.train(0, 0.5);
            await("the other run", () -> all.runs().get(1).summary().over() == 1);
            assertThat(all.problem()).isEmpty();
            connection.rollback();
            await("the end", () -> all.runs().get(0).summary().problems().isEmpty());
        }
    }

    /** A connection to the database of this test, which is not the usual one. */
    private Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:" + address.replace("postgres@", "") + "?user=postgres");
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = connection();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    @Test
    void aPasswordThatIsCorrectedLetsInAndIsNeverShown() throws Exception {
        String user = "keeper_" + made;
        run("elsewhere/a").close();
        server.execute("CREATE ROLE " + user + " SUPERUSER LOGIN PASSWORD 'right-one'");
        server.logIn("host all " + user + " all scram-sha-256");
        Path lines = Files.writeString(folder.resolve("pgpass"), "localhost:*:*:" + user + ":wrong-one\n");
        String file = PGEnvironment.ORG_POSTGRESQL_PGPASSFILE.getName();
        System.setProperty(file, lines.toString());
        try {
            address = address.replace("postgres@", user + "@");
            look();
            assertThat(all.problem())
                    .startsWith(address + ": the server refuses the user \"" + user + "\"")
                    .doesNotContain("wrong-one");
            assertThat(all.places()).containsExactly(new AllRuns.Place(address, 0, all.problem()));
            Files.writeString(lines, "localhost:*:*:" + user + ":right-one\n");
            RunSummary run = await(s -> s.reading() == null);
            assertThat(all.problem()).isEmpty();
            assertThat(run.toString() + all.shown()).doesNotContain("right-one");
        } finally {
            System.clearProperty(file);
        }
    }

    @Test
    void aDatabaseWithoutRunsIsEmpty() {
        look();
        assertThat(all.runs()).isEmpty();
        assertThat(all.problem()).isEmpty();
        assertThat(all.folder()).isEqualTo(Optional.empty());
    }
}
