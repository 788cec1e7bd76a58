package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look at all runs of a server tells, and that it leaves nothing behind. */
class ServerRunsTest {
    private static PostgresServer server;
    private static int made;

    private String schema;

    @BeforeAll
    static void begin() {
        server = PostgresServer.get();
    }

    @BeforeEach
    void name() {
        made++;
        schema = "looked_at_" + made;
    }

    private TrialStore store() {
        return TrialStores.open(server.address("postgres", "?schema=" + schema));
    }

    private static ServerRuns runs(String settings) {
        return new ServerRuns(server.address("postgres", settings), Map.of());
    }

    private ServerRun found(ServerRuns runs) {
        return runs.look().stream()
                .filter(r -> r.schema().equals(schema))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneQueryTellsOfAllRunsWhoHoldsThemAndWhereSomethingWasWritten() throws Exception {
        server.execute("CREATE SCHEMA " + schema + "b", "CREATE TABLE " + schema + "b.trial (id INTEGER)");
        try (TrialStore store = store();
                ServerRuns runs = runs("");
                ServerRuns one = runs("?schema=" + schema)) {
            assertThat(found(runs).running()).isFalse();
            store.own();
            assertThat(found(runs).running()).isTrue();
            assertThat(found(runs).readable()).isTrue();
            assertThat(runs.look()).extracting(ServerRun::schema).doesNotContain(schema + "b");
            assertThat(one.look()).extracting(ServerRun::schema).containsExactly(schema);
            assertThat(one.look().get(0).running()).isTrue();
            ServerRun before = found(runs);
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
            // The server counts what was written a moment later.
            for (int i = 0; i < 300 && found(runs).changes().equals(before.changes()); i++) {
                Thread.sleep(50);
            }
            assertThat(found(runs).changes()).isNotEqualTo(before.changes());
            assertThat(found(runs).tables()).isEqualTo(before.tables());
            assertThat(runs.address(before)).isEqualTo(server.address("postgres", "?schema=" + schema));
            assertThat(one.address(before)).isEqualTo(one.text());
        }
    }

    @Test
    void whatIsOpenOrNewIsReadInPortions() throws Exception {
        try (TrialStore store = store();
                ServerRuns runs = runs("")) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(IntStream.range(0, 10)
                    .mapToObj(i -> chosen(trial(i, i % 3, 2)))
                    .toList());
            String columns = "kind, round, budget, why, fingerprint, candidate, macs, params, cost, epochs,"
                    + " schedule_epochs, choice_crc, outcome_crc, status, reason";
            server.execute("INSERT INTO " + schema + ".trial (study, id, " + columns + ") SELECT study, number, "
                    + columns + " FROM " + schema + ".trial, generate_series(10, 1199) number WHERE id = 9");
            study.epoch(7, epoch(1, 0.25));
            study.epoch(7, epoch(2, 0.5));
            study.finished(
                    new TrialResult(7, TrialResult.Status.DONE, List.of(0.25, 0.5), OptionalDouble.of(0.75), ""));
            study.finished(new TrialResult(8, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "it fell"));
            ServerRun run = found(runs);
            assertThat(runs.studies(run)).containsExactly("s");
            List<ServerTrial> all = new ArrayList<>();
            ServerPortion first = runs.trials(run, -1, 0, List.of());
            assertThat(first.whole()).isFalse();
            assertThat(first.trials()).hasSize(1_000);
            all.addAll(first.trials());
            ServerPortion second = runs.trials(run, first.last(), 0, List.of());
            assertThat(second.whole()).isTrue();
            all.addAll(second.trials());
            assertThat(all).hasSize(1_200);
            assertThat(all.get(7).over()).extracting(EpochRecord::score).containsExactly(0.25, 0.5);
            assertThat(all.get(7).testScore()).hasValue(0.75);
            assertThat(all.get(8).reason()).isEqualTo("it fell");
            assertThat(all.get(9).cost().latency()).isEqualTo(7);
            assertThat(all.get(9).prediction().orElseThrow().mean()).isEqualTo(0.5);
            assertThat(runs.candidate(run, 5)).isEqualTo(Map.of("a", "3"));
            assertThat(runs.candidate(run, 5_000)).isEmpty();
            // Of those before 1,199 only what is not over, and what was not when it was read before.
            server.execute("UPDATE " + schema + ".trial SET status = 'done' WHERE id NOT IN (3, 8)");
            assertThat(runs.trials(run, -1, 1_199, List.of(4)).trials())
                    .extracting(ServerTrial::id)
                    .containsExactly(3, 4, 1_199);
            server.execute("UPDATE " + schema + ".trial SET cost = 'dear' WHERE id = 3");
            assertThat(runs.trials(run, -1, 1_199, List.of()).damaged())
                    .containsExactly("trial 3 is damaged: its cost is \"dear\"");
        }
    }

    @Test
    void nothingIsWrittenMadeOrLocked() throws Exception {
        store().close();
        try (ServerRuns runs = runs("")) {
            ServerRun run = found(runs);
            runs.studies(run);
            runs.trials(run, -1, 0, List.of());
            String mine = " FROM pg_stat_activity WHERE application_name = 'narsil dashboard'";
            assertThat(server.value("SELECT count(*)" + mine)).isEqualTo("1");
            assertThat(server.value("SELECT count(*) FROM pg_locks WHERE pid IN (SELECT pid" + mine + ")"))
                    .isEqualTo("0");
            assertThat(server.value("SELECT count(*)" + mine + " AND state = 'idle' AND backend_xid IS NULL"))
                    .isEqualTo("1");
            // A run may be removed while it is looked at.
            server.execute("DROP SCHEMA " + schema + " CASCADE");
            assertThatThrownBy(() -> runs.trials(run, -1, 0, List.of())).isInstanceOf(UserException.class);
            assertThat(runs.connected()).isTrue();
            assertThat(runs.look()).extracting(ServerRun::schema).doesNotContain(schema);
            runs.rest();
            assertThat(runs.connected()).isFalse();
            runs.look();
            assertThat(runs.connected()).isTrue();
        }
    }

    @Test
    void aRunOfAnotherVersionAndOneThatMayNotBeReadAreNamed() throws Exception {
        store().close();
        try (ServerRuns runs = runs("")) {
            server.execute("UPDATE " + schema + ".version SET number = 99");
            assertThatThrownBy(() -> runs.studies(found(runs)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the database is of version 99, newer than this program");
            assertThat(runs.connected()).isTrue();
        }
        server.execute("CREATE ROLE guest_" + made + " LOGIN");
        try (ServerRuns guest = new ServerRuns(server.address("guest_" + made, ""), Map.of())) {
            assertThat(found(guest).readable()).isFalse();
            server.execute("GRANT USAGE ON SCHEMA " + schema + " TO guest_" + made);
            assertThat(found(guest).readable()).isFalse();
            assertThat(guest.grants(found(guest)))
                    .isEqualTo("GRANT USAGE ON SCHEMA \"" + schema + "\" TO \"guest_" + made + "\"; GRANT SELECT ON ALL"
                            + " TABLES IN SCHEMA \"" + schema + "\" TO \"guest_" + made + "\"");
            server.execute(guest.grants(found(guest)));
            assertThat(found(guest).readable()).isTrue();
        }
    }

    @Test
    void aRunThatIsLockedIsSaidAndKeepsTheOthersWaitingForAMomentOnly() throws Exception {
        store().close();
        String locked = schema;
        name();
        store().close();
        try (ServerRuns runs = runs("");
                Connection other = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + server.port() + "/postgres?user=postgres");
                Statement statement = other.createStatement()) {
            ServerRun free = found(runs);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + locked + ".study, " + locked + ".trial, " + locked + ".version"
                    + " IN ACCESS EXCLUSIVE MODE");
            ServerRun run = runs.look().stream()
                    .filter(r -> r.schema().equals(locked))
                    .findFirst()
                    .orElseThrow();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> runs.studies(run))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("somebody has locked the tables of this run");
            assertThatThrownBy(() -> runs.trials(run, -1, 0, List.of())).isInstanceOf(UserException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            assertThat(runs.connected()).isTrue();
            assertThat(runs.studies(free)).isEmpty();
            other.rollback();
            assertThat(runs.studies(run)).isEmpty();
        }
    }

    @Test
    void aPasswordIsNeverSaid() throws Exception {
        server.execute("CREATE ROLE watcher LOGIN PASSWORD 'right-one'");
        server.logIn("host all watcher all scram-sha-256");
        String address = server.address("watcher", "");
        try (ServerRuns runs = new ServerRuns(address, Map.of("PGPASSWORD", "wrong-one"))) {
            assertThatThrownBy(runs::look)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(address + ": the server refuses the user \"watcher\"")
                    .hasMessageNotContaining("wrong-one");
        }
        try (ServerRuns runs = new ServerRuns(address, Map.of("PGPASSWORD", "right-one"))) {
            runs.look();
        }
        for (String wrong : List.of(
                "postgresql://anna:secret@db/narsil",
                "postgresql:anna:secret@db/narsil",
                "postgres://anna:secret@db",
                "postgresql://anna@db/narsil?password=secret")) {
            assertThat(ServerRuns.address(wrong)).isTrue();
            assertThatThrownBy(() -> ServerRuns.at(wrong))
                    .isInstanceOf(UserException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void anAddressIsTheSameByOtherWords() {
        ServerRuns runs = ServerRuns.at("postgresql://anna@db.example.org/narsil?sslmode=prefer");
        assertThat(runs.name()).isEqualTo("db.example.org/narsil");
        assertThat(runs.schema("postgresql://bob@DB.example.org:5432/narsil?schema=narsil_a"))
                .contains("narsil_a");
        assertThat(runs.schema("postgresql://db.example.org/narsil")).contains("narsil");
        assertThat(runs.schema("postgresql://db.example.org/other?schema=a")).isEmpty();
        assertThat(runs.schema("postgresql://db.example.org:5433/narsil?schema=a"))
                .isEmpty();
        assertThat(runs.schema("sqlite:study.db")).isEmpty();
        assertThat(ServerRuns.at("postgresql://127.0.0.1/n").schema("postgresql://localhost/n?schema=a"))
                .contains("a");
        assertThatThrownBy(() -> ServerRuns.at("http://db/narsil"))
                .hasMessage("http://db/narsil: runs are read from folders and from PostgreSQL servers. Maybe"
                        + " postgresql://USER@HOST/DATABASE.");
        assertThatThrownBy(() -> ServerRuns.at("postgresql://db/narsil?options=x"))
                .hasMessageContaining("an address of a store has no setting \"options\"");
        assertThat(List.of("runs", "postgres-runs", "C:\\runs")).noneMatch(ServerRuns::address);
    }
}
