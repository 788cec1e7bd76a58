package io.narsil.store;

import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** Opens stores on PostgreSQL servers: {@code postgresql://user@host:port/database?schema=NAME}. */
final class PostgresProvider implements TrialStoreProvider {
    private static final String TAKEN = "42P06";
    private static final int LONGEST = 50;
    private static final int MOST = 10_000;

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql");
    }

    @Override
    public TrialStore open(String address) {
        return JdbcTrialStore.open(PostgresDialect.of(address));
    }

    @Override
    public TrialStore existing(String address) {
        return JdbcTrialStore.existing(PostgresDialect.of(address));
    }

    @Override
    public boolean there(String address) {
        PostgresDialect dialect = PostgresDialect.of(address);
        try (Connection connection = PostgresConnections.open(dialect.address(), dialect.environment())) {
            return dialect.there(connection);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /** A schema that is made for the run, named by it: the first of {@code narsil_NAME}, {@code narsil_NAME_2}, ... that is free. */
    @Override
    public String claim(String address, String run) {
        PostgresDialect dialect = PostgresDialect.of(address);
        if (dialect.address().settings().containsKey(PostgresConnections.SCHEMA)) {
            return empty(address);
        }
        String name = "narsil_" + run.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String base = name.substring(0, Math.min(name.length(), LONGEST));
        try (Connection connection = PostgresConnections.open(dialect.address(), dialect.environment())) {
            for (int i = 1; i <= MOST; i++) {
                String schema = i == 1 ? base : base + "_" + i;
                if (made(connection, schema)) {
                    return ServerAddress.with(address, PostgresConnections.SCHEMA, schema);
                }
            }
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
        throw new UserException(address, "there are too many runs \"" + run + "\" on this server", "another name");
    }

    private static boolean made(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            return true;
        } catch (SQLException e) {
            if (PostgresFailures.code(e).equals(TAKEN)) {
                return false;
            }
            throw e;
        }
    }

    private String empty(String address) {
        try (TrialStore store = open(address)) {
            if (!store.studies().isEmpty()) {
                throw new UserException(
                        address,
                        "this schema has the trials of another run",
                        "leave the schema out: the run makes one");
            }
            return address;
        }
    }
}
