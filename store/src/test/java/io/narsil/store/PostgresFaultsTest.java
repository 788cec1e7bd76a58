package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGEnvironment;

/** What a server refuses, or what somebody has done to it: one sentence each, with what to do. */
class PostgresFaultsTest {
    private static PostgresServer server;
    private static int made;

    @TempDir
    private Path folder;

    private String schema;

    @BeforeAll
    static void begin() {
        server = PostgresServer.get();
    }

    @BeforeEach
    void name() {
        made++;
        schema = "faults_" + made;
    }

    private String address() {
        return server.address("postgres", "?schema=" + schema);
    }

    private static TrialStore open(String address, Map<String, String> environment) {
        return JdbcTrialStore.open(new PostgresDialect(
                address, ServerAddress.parse("test", address), environment, Duration.ofSeconds(30)));
    }

    private static void refused(String address, Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> open(address, environment).close())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(address + ": ")
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n")
                .satisfies(e -> environment.values().forEach(v -> assertThat(e).hasMessageNotContaining(v)));
    }

    @Test
    void aPasswordIsOfTheEnvironmentAndNeverSaid() throws Exception {
        server.execute("CREATE ROLE careful LOGIN PASSWORD 'right-one'");
        server.logIn("host all careful all scram-sha-256");
        String address = server.address("careful", "?schema=careful");
        refused(
                address,
                Map.of("PGPASSWORD", "some-other"),
                "the server refuses the user \"careful\": password authentication failed",
                "Maybe correct PGPASSWORD in the environment, or unset it, so that a line");
        refused(
                address,
                Map.of(),
                "the server refuses the user \"careful\": ",
                "no password was provided",
                "Maybe set the password as PGPASSWORD in the environment, or as a line");
        Map<String, String> right = Map.of("PGPASSWORD", "right-one");
        refused(
                address,
                right,
                "the user \"careful\" may not do that: permission denied for database postgres",
                "Maybe GRANT CREATE ON DATABASE postgres TO careful.");
        server.execute("GRANT CREATE ON DATABASE postgres TO careful");
        try (TrialStore store = open(address, right)) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
            assertThat(store.studies()).containsExactly("s");
        }
    }

    /** The address may stand in the run folder of somebody else. */
    @Test
    void aServerThatWouldReadThePasswordDoesNotGetIt() throws Exception {
        server.execute("CREATE ROLE trusting LOGIN PASSWORD 'right-one'");
        server.logIn("host all trusting all password");
        server.execute("GRANT CREATE ON DATABASE postgres TO trusting");
        String address = server.address("trusting", "?schema=trusting");
        Path lines = Files.writeString(folder.resolve("pgpass"), "localhost:*:postgres:trusting:right-one\n");
        String file = PGEnvironment.ORG_POSTGRESQL_PGPASSFILE.getName();
        System.setProperty(file, lines.toString());
        try {
            refused(
                    address,
                    Map.of("PGPASSWORD", "right-one"),
                    "it wants to read the password itself, or its MD5, and PGPASSWORD is of no host",
                    "or unset it, so that a line HOST:PORT:DATABASE:USER:PASSWORD of ~/.pgpass answers");
            try (TrialStore store = open(address, Map.of())) {
                assertThat(store.studies())
                        .as("a line of a file is of its host")
                        .isEmpty();
            }
        } finally {
            System.clearProperty(file);
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        refused(
                address().replace("/postgres?", "/none?"),
                Map.of(),
                "the server has no database \"none\". Maybe createdb -h localhost -E UTF8 none.");
        refused(address().replace("postgres@", "nobody@"), Map.of(), "the server refuses the user \"nobody\"");
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        refused(
                "postgresql://postgres@localhost:" + free + "/postgres",
                Map.of(),
                "no server answers at localhost:" + free + ": Connection to localhost:" + free
                        + " refused. Maybe start it there, or correct host and port.");
        refused(
                "postgresql://u@no-such-host.invalid/narsil",
                Map.of(),
                "no server answers at no-such-host.invalid:5432");
        assertThatThrownBy(() -> TrialStores.existing(address()))
                .isInstanceOf(UserException.class)
                .hasMessage(address() + ": the database has no schema \"" + schema + "\".");
        assertThat(server.value("SELECT 1 FROM pg_namespace WHERE nspname = '" + schema + "'"))
                .as("who looks makes nothing")
                .isNull();
    }

    @Test
    void aDatabaseWithoutAllLettersIsRefused() throws Exception {
        server.execute("CREATE DATABASE few ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        refused(address().replace("/postgres?", "/few?"), Map.of(), "the database is encoded in LATIN1");
    }

    @Test
    void tablesOfAnotherVersionAreRefused() throws Exception {
        TrialStores.open(address()).close();
        server.execute("UPDATE " + schema + ".version SET number = 99");
        refused(address(), Map.of(), "the database is of version 99, newer than this program");
        server.execute("UPDATE " + schema + ".version SET number = 3");
        refused(address(), Map.of(), "the database is of version 3: it was made by an earlier version");
    }

    @Test
    void tablesThatSomebodyHasChangedAreRefused() throws Exception {
        TrialStores.open(address()).close();
        server.execute("ALTER TABLE " + schema + ".epoch DROP COLUMN crc");
        refused(
                address(),
                Map.of(),
                "the tables of this run are damaged or were changed: column \"crc\" does not exist",
                "Maybe restore its schema from a copy.");
        server.execute("CREATE SCHEMA other_" + schema, "CREATE TABLE other_" + schema + ".visit (id INTEGER)");
        refused(
                server.address("postgres", "?schema=other_" + schema),
                Map.of(),
                "the schema \"other_" + schema + "\" holds something else than trials");
    }

    @Test
    void aDamagedRowIsNamedAndItsTrialRunsAgain() throws Exception {
        try (TrialStore store = TrialStores.open(address())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1)), chosen(trial(1, 2, 1))));
            study.epoch(1, epoch(1, 0.5));
            server.execute("UPDATE " + schema + ".epoch SET score = 0.75");
            assertThatThrownBy(study::trials)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("trial 1 is damaged: it does not match its checksum");
            assertThat(study.mended()).containsExactly(1);
            assertThat(study.trials())
                    .hasSize(2)
                    .allSatisfy(t -> assertThat(t.epochs()).isEmpty());
        }
    }

    @Test
    void aReasonMayHaveCharactersThatNoServerKeeps() {
        try (TrialStore store = TrialStores.open(address())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(chosen(trial(0, 1, 1))));
            study.finished(new TrialResult(
                    0, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "it said \0, \ud800 and \u6a21"));
            assertThat(study.trials().get(0).reason()).isEqualTo("it said \ufffd, ? and \u6a21");
            assertThat(study.mended()).isEmpty();
        }
    }

    @Test
    void aRunOfTheSameNameGetsASchemaOfItsOwn() {
        String run = "My Photos! " + made;
        String first = TrialStores.claim(server.address("postgres", ""), run);
        String second = TrialStores.claim(server.address("postgres", "?sslmode=prefer"), run);
        assertThat(first).endsWith("/postgres?schema=narsil_my_photos__" + made);
        assertThat(second).endsWith("/postgres?sslmode=prefer&schema=narsil_my_photos__" + made + "_2");
        try (TrialStore store = TrialStores.open(first)) {
            store.study("s", Samples.SPACE).chosen(List.of(chosen(trial(0, 1, 1))));
        }
        assertThat(TrialStores.there(second)).isTrue();
        assertThat(TrialStores.claim(second, run)).as("nothing is in it").isEqualTo(second);
        assertThatThrownBy(() -> TrialStores.claim(first, run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this schema has the trials of another run");
        assertThat(TrialStores.there(address())).isFalse();
    }

    @Test
    void settingsThatLoadWhateverTheyNameAreRefused() {
        for (String setting : List.of("socketFactory=a.B", "authenticationPluginClassName=a.B", "options=-c")) {
            assertThatThrownBy(() -> TrialStores.open(server.address("postgres", "?" + setting)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("an address of a store has no setting")
                    .hasMessageContaining("Maybe one of schema, sslmode, sslrootcert.");
        }
        assertThatThrownBy(() -> TrialStores.open(server.address("postgres", "?schema=a;DROP")))
                .hasMessageContaining("is no schema of a run");
    }
}
