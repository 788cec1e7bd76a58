package io.narsil.store;

import io.narsil.config.AddressPassword;
import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL: each run has a schema of its own in a database, and the search that goes on with it a lock there, which the server
 * gives back when the connection ends.
 *
 * @param where address in messages
 * @param address address of the database, with the schema
 * @param environment variables of the environment, of which one may be the password
 * @param patience longest time to wait for a server that went away
 */
record PostgresDialect(String where, ServerAddress address, Map<String, String> environment, Duration patience)
        implements SqlDialect {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Locks of the server are known by two numbers: what they are for, and the schema. */
    static final int OF_SEARCH = 0x4e_61_72_73;

    private static final int OF_TRANSACTION = 0x4e_61_72_74;
    private static final int LONGEST_NAME = 63;

    /** A server that is waited for five minutes where it goes away. */
    static PostgresDialect of(String address) {
        return new PostgresDialect(
                address,
                PostgresConnections.checked(address, ServerAddress.parse(AddressPassword.shown(address), address)),
                System.getenv(),
                PATIENCE);
    }

    String schema() {
        return PostgresConnections.schema(address);
    }

    @Override
    public Connection connect(boolean write) throws SQLException {
        Connection connection = PostgresConnections.open(address, environment);
        try (Statement statement = connection.createStatement()) {
            checkEncoding(statement);
            if (!there(connection)) {
                if (!write) {
                    throw new UserException(where, "the database has no schema \"" + schema() + "\"", "");
                }
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema());
            }
            if (!write) {
                // Not Connection.setReadOnly, which means nothing to the driver between transactions.
                statement.execute("SET default_transaction_read_only = on");
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void checkEncoding(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT current_setting('server_encoding')")) {
            found.next();
            String encoding = found.getString(1);
            if (!encoding.equals("UTF8")) {
                throw new UserException(
                        where,
                        "the database is encoded in " + encoding + ", which does not have all letters",
                        "createdb -E UTF8 -T template0 " + address.database() + "_utf8");
            }
        }
    }

    /** Whether the schema is there. */
    boolean there(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema());
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        List<String> tables = tables(connection);
        if (tables.isEmpty()) {
            return 0;
        }
        if (!tables.contains(PostgresSchema.VERSION)) {
            throw new UserException(
                    where,
                    "the schema \"" + schema() + "\" holds something else than trials",
                    "another one: ?schema=NAME");
        }
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet found = statement.executeQuery("SELECT max(number) FROM " + PostgresSchema.VERSION)) {
                found.next();
                version = found.getInt(1);
            }
            // All columns are asked for once, so that what somebody has changed is found before anything is trained.
            for (String query : version == JdbcTrialStore.VERSION ? SqliteSchema.ALL_COLUMNS : List.<String>of()) {
                statement.executeQuery(query).close();
            }
            return version;
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')")) {
            statement.setString(1, schema());
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            return tables;
        }
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement()) {
            // Durable when a commit returns, whatever the server's usual setting is; stronger ones stay.
            statement.execute("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
            // A machine that is gone without a word gives its lock back within two minutes.
            statement.execute("SET tcp_keepalives_idle = 60");
            statement.execute("SET tcp_keepalives_interval = 10");
            statement.execute("SET tcp_keepalives_count = 6");
        }
    }

    /** Others who would write wait: of two who make a study at the same time, the second finds it. */
    @Override
    public void begin(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, OF_TRANSACTION);
            statement.setInt(2, key());
            statement.execute();
        }
    }

    @Override
    public Optional<UserException> own(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, OF_SEARCH);
            statement.setInt(2, key());
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                if (!found.getBoolean(1)) {
                    return Optional.of(new UserException(
                            where,
                            "another search goes on with this run" + owner(connection),
                            "wait for it, or stop it there"));
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('application_name', ?, false)")) {
            statement.setString(1, name());
            statement.execute();
        }
        return Optional.empty();
    }

    /** Who has the lock, as far as the server tells its users. */
    private static String owner(String name, String since) {
        return name == null || since == null ? "" : ": " + name + ", since " + since;
    }

    private String owner(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT a.application_name,"
                + " to_char(a.backend_start, 'YYYY-MM-DD HH24:MI') FROM pg_catalog.pg_locks l"
                + " JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = ? AND l.objid::bigint = ?"
                + " AND a.datname = current_database()")) {
            statement.setLong(1, OF_SEARCH);
            statement.setLong(2, key());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? owner(found.getString(1), found.getString(2)) : "";
            }
        }
    }

    private int key() {
        return ServerCatalog.key(schema());
    }

    private static String name() {
        String machine;
        try {
            machine = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            machine = "a machine without a name";
        }
        String name = "process " + ProcessHandle.current().pid() + " on " + machine;
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    @Override
    public boolean lost(SQLException e) {
        return PostgresFailures.lost(e);
    }

    @Override
    public List<String> schema(int version) {
        return PostgresSchema.tables(version);
    }

    @Override
    public List<String> migration(int to) {
        return PostgresSchema.migration(to);
    }

    @Override
    public Object number(double value) {
        return value;
    }

    /** There is no character 0, and no half of one, which trainers may say. */
    @Override
    public String storable(String text) {
        return new String(text.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public UserException failure(SQLException e) {
        return PostgresFailures.of(e, where, address, PostgresConnections.hasPassword(environment));
    }

    /** Never: a server keeps its pages by checksums of its own, and no file can be moved away. */
    @Override
    public boolean damaged() {
        return false;
    }
}
