package io.narsil.store;

import io.narsil.config.AddressPassword;
import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that a database of a PostgreSQL server holds, by one connection that only reads: nothing is made, brought to another version
 * or locked. It is made anew where it was lost. One thread at a time; a second one waits.
 */
public final class ServerRuns implements AutoCloseable {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String text;
    private final ServerAddress address;
    private final Map<String, String> environment;
    private Connection connection;
    private boolean closed;

    ServerRuns(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
        this.address = PostgresConnections.checked(
                AddressPassword.shown(text), ServerAddress.parse(AddressPassword.shown(text), text));
        if (!address.scheme().equals("postgresql")) {
            throw new UserException(
                    text, "runs are read from folders and from PostgreSQL servers", "postgresql://USER@HOST/DATABASE");
        }
    }

    /**
     * The runs of a database, or with {@code ?schema=NAME} one of them. Nobody is asked yet.
     *
     * @throws UserException where it is no address of a database of a PostgreSQL server, or has a password in it
     */
    public static ServerRuns at(String address) {
        return new ServerRuns(address, System.getenv());
    }

    /** Whether a text is meant for an address, and not for a path. */
    public static boolean address(String text) {
        return text.contains("://") || text.matches("(?s)(jdbc:)?postgres(ql)?:.*");
    }

    /** The address, which has no password. */
    public String text() {
        return text;
    }

    /** Host and database in short, such as {@code db.example.org/narsil}. */
    public String name() {
        return address.host() + (address.port() == 0 ? "" : ":" + address.port()) + "/" + address.database();
    }

    /** The statements by which whoever owns a run lets the user of the address read it. */
    public String grants(ServerRun run) {
        String to = "\"" + run.schema() + "\" TO \""
                + PostgresConnections.user(address).replace("\"", "\"\"") + "\"";
        return "GRANT USAGE ON SCHEMA " + to + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + to;
    }

    /** The address of one run. */
    public String address(ServerRun run) {
        return address.settings().containsKey(PostgresConnections.SCHEMA)
                ? text
                : ServerAddress.with(text, PostgresConnections.SCHEMA, run.schema());
    }

    /** The schema that another address names, where it is of this database; users may be others. */
    public Optional<String> schema(String other) {
        try {
            ServerAddress theirs = ServerAddress.parse("", other);
            boolean same = theirs.scheme().equals(address.scheme())
                    && theirs.database().equals(address.database())
                    && host(theirs).equals(host(address))
                    && PostgresConnections.port(theirs) == PostgresConnections.port(address);
            return same ? Optional.of(PostgresConnections.schema(theirs)) : Optional.empty();
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    private static String host(ServerAddress address) {
        String host = address.host().toLowerCase(Locale.ROOT);
        return HERE.contains(host) ? "localhost" : host;
    }

    /** All runs by one query, in the order of their schemas. */
    public synchronized List<ServerRun> look() {
        String schema = address.settings().getOrDefault(PostgresConnections.SCHEMA, "");
        try (PreparedStatement all = connection().prepareStatement(ServerCatalog.RUNS)) {
            all.setLong(1, PostgresDialect.OF_SEARCH);
            all.setString(2, schema);
            all.setString(3, schema);
            List<ServerRun> runs = new ArrayList<>();
            try (ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    runs.add(ServerCatalog.run(row));
                }
            }
            return runs;
        } catch (SQLException e) {
            throw failed(e, dialect(schema));
        }
    }

    /** What is read of one run. */
    private interface Question<T> {
        T of(Connection connection) throws SQLException;
    }

    /** Asks within the schema of a run. */
    private synchronized <T> T ask(ServerRun run, Question<T> question) {
        PostgresDialect dialect = dialect(run.schema());
        try {
            Connection open = connection();
            try (Statement statement = open.createStatement()) {
                // Its name is of letters, digits and underscores alone, or it would not have been found.
                statement.execute("SET search_path = \"" + run.schema() + "\"");
            }
            return question.of(open);
        } catch (SQLException e) {
            throw failed(e, dialect);
        }
    }

    /**
     * The names of a run's studies, of which a search makes one.
     *
     * @throws UserException where its tables are of another version, or are no tables of a run
     */
    public List<String> studies(ServerRun run) {
        PostgresDialect dialect = dialect(run.schema());
        return ask(run, open -> {
            JdbcTrialStore.checkVersion(dialect, dialect.version(open), false);
            try (Statement statement = open.createStatement();
                    ResultSet row = statement.executeQuery("SELECT id FROM study ORDER BY number")) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        });
    }

    /**
     * A portion of what may have changed in the first study of a run.
     *
     * @param after number after which the portion begins
     * @param next number from which on all trials are wanted; of those before it the ones that are not over
     * @param open numbers of trials that were not over when they were read before
     */
    public ServerPortion trials(ServerRun run, int after, int next, List<Integer> open) {
        return ask(run, connected -> ServerPortion.read(connected, after, next, open));
    }

    /** The values of a trial's candidate by parameter; empty where there is no such trial, or they cannot be read. */
    public Map<String, String> candidate(ServerRun run, int trial) {
        return ask(run, open -> ServerPortion.candidate(open, trial));
    }

    private PostgresDialect dialect(String schema) {
        Map<String, String> settings = new LinkedHashMap<>(address.settings());
        if (!schema.isEmpty()) {
            settings.put(PostgresConnections.SCHEMA, schema);
        }
        ServerAddress whole = new ServerAddress(
                address.scheme(), address.user(), address.host(), address.port(), address.database(), settings);
        return new PostgresDialect(text, whole, environment, Duration.ZERO);
    }

    private Connection connection() throws SQLException {
        if (closed) {
            throw new UserException(text, "nothing is read from there any more", "");
        }
        if (connection == null) {
            Connection made = PostgresConnections.open(address, environment);
            try (Statement statement = made.createStatement()) {
                statement.execute("SET default_transaction_read_only = on");
                // Another user's tables might have rules of their own for who reads them, which run as who reads.
                statement.execute("SET row_security = off");
                statement.execute("SET application_name = 'narsil dashboard'");
                // One run that somebody locks, or that is slow to read, must not keep the others waiting.
                statement.execute("SET lock_timeout = '2s'");
                statement.execute("SET statement_timeout = '20s'");
            } catch (SQLException e) {
                made.close();
                throw e;
            }
            connection = made;
        }
        return connection;
    }

    private UserException failed(SQLException e, PostgresDialect dialect) {
        if (dialect.lost(e)) {
            rest();
        }
        return dialect.failure(e);
    }

    /** Whether there is a connection, which a failure may have ended. */
    public synchronized boolean connected() {
        return connection != null;
    }

    /** Gives the connection back until the server is asked again. */
    public synchronized void rest() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is gone, as is wanted.
            }
            connection = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        rest();
    }
}
