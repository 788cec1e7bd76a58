package io.narsil.store;

import io.narsil.files.Folders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server on this machine, unpacked and started once for all tests. Where none can be started they are skipped: it
 * refuses to run as root, for whom {@code unshare} has to make it another user's.
 */
public final class PostgresServer {
    private static PostgresServer one;
    private static String failure;

    private final Path data;
    private EmbeddedPostgres server;

    private PostgresServer() throws IOException {
        data = Files.createTempDirectory("narsil-postgres");
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        start(0);
    }

    /** The server; whoever asks for it is skipped where there can be none. */
    public static synchronized PostgresServer get() {
        if (one == null && failure == null) {
            try {
                one = new PostgresServer();
            } catch (IOException | RuntimeException | LinkageError e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        Assumptions.assumeTrue(one != null, () -> "no PostgreSQL server can be started here: " + failure);
        return one;
    }

    private void start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(2));
        server = (port == 0 ? builder : builder.setPort(port)).start();
    }

    private void end() {
        try {
            if (server != null) {
                server.close();
            }
            Folders.delete(data);
        } catch (IOException e) {
            System.err.println("a server was left in " + data + ": " + e.getMessage());
        }
    }

    /** The port that it listens at. */
    public int port() {
        return server.getPort();
    }

    /** The address of the usual database, or of a schema in it. */
    public String address(String user, String settings) {
        return "postgresql://" + user + "@localhost:" + port() + "/postgres" + settings;
    }

    /** Stops the server, as a machine does that is started anew. */
    public void stop() throws IOException {
        server.close();
    }

    /** Starts it again, with what it had. */
    public void again() throws IOException {
        start(server.getPort());
    }

    /** Carries out statements as the one who may do all. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first value that a query finds. */
    public String value(String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getString(1) : null;
        }
    }

    /** Has users log in by a rule that stands before all others. */
    public void logIn(String rule) throws Exception {
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, rule + "\n" + Files.readString(rules));
        reload();
    }

    /** Has it encrypt connections, with a certificate and its key. */
    void encrypt(String certificate, String key) throws Exception {
        Files.writeString(data.resolve("server.crt"), certificate);
        Path secret = data.resolve("server.key");
        Files.writeString(secret, key);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        execute("ALTER SYSTEM SET ssl = on");
        reload();
    }

    /** Has it encrypt nothing again. */
    void plain() throws Exception {
        execute("ALTER SYSTEM RESET ssl");
        reload();
    }

    private void reload() throws Exception {
        String loaded = "SELECT pg_conf_load_time()";
        String before = value(loaded);
        execute("SELECT pg_reload_conf()");
        while (before.equals(value(loaded))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
