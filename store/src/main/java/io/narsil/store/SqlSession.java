package io.narsil.store;

import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection to a database with its prepared statements, for one thread at a time. Failures become messages to the
 * user. Where a server went away the same is done once more with another connection: nobody knows then whether it was done, and
 * all that is asked of a session may be done twice.
 */
final class SqlSession implements AutoCloseable {
    private final SqlDialect dialect;
    private final boolean write;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private Connection connection;
    private boolean owned;
    private boolean within;
    private boolean closed;

    /** @param write permission to write, with which the connection was made */
    SqlSession(SqlDialect dialect, Connection connection, boolean write) {
        this.dialect = dialect;
        this.connection = connection;
        this.write = write;
    }

    /** Reads one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is asked of the database. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** The end of a transaction whose server went away; all of it is to be done again. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException reason;

        Lost(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** Takes the database for one search. */
    synchronized void own() {
        checkOpen();
        Optional<UserException> other = patiently("", () -> dialect.own(connection));
        if (other.isPresent()) {
            throw other.get();
        }
        owned = true;
    }

    /** Changes rows and returns their number. A change outside of {@link #transaction} is durable when this returns. */
    synchronized int update(String sql, Object... values) {
        return patiently(sql, () -> bound(sql, values).executeUpdate());
    }

    /** All rows that a query finds. */
    synchronized <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
        return patiently(sql, () -> {
            try (ResultSet row = bound(sql, values).executeQuery()) {
                List<T> found = new ArrayList<>();
                while (row.next()) {
                    found.add(reader.read(row));
                }
                return found;
            }
        });
    }

    /** What is done with the connection that a session has just then. */
    interface Use {
        void with(Connection connection) throws SQLException;
    }

    /** Does what no prepared statement can. */
    synchronized void use(Use use) {
        checkOpen();
        patiently("", () -> {
            use.with(connection);
            return true;
        });
    }

    private <T> T patiently(String sql, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            forget(sql);
            // Who only looks has nothing to lose, and is told at once.
            if (!write || !dialect.lost(e)) {
                throw dialect.failure(e);
            }
            if (within) {
                throw new Lost(e);
            }
            return again(e, work);
        }
    }

    private <T> T again(SQLException first, Work<T> work) {
        Outage outage = new Outage(dialect, first);
        while (true) {
            outage.pause();
            try {
                Optional<UserException> other = reconnect();
                if (other.isEmpty()) {
                    return work.run();
                }
                // The server may not know yet that the connection before is gone.
                outage.goesOn(other.get());
            } catch (SQLException e) {
                if (!dialect.lost(e)) {
                    throw dialect.failure(e);
                }
                outage.goesOn(dialect.failure(e));
            }
        }
    }

    /** Makes another connection, which has what this session had; a message where another search has it now. */
    private Optional<UserException> reconnect() throws SQLException {
        prepared.clear();
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, as was to be expected.
        }
        connection = dialect.connect(write);
        dialect.prepare(connection);
        return owned ? dialect.own(connection) : Optional.empty();
    }

    /**
     * Forgets a statement that has failed, since the driver may have closed it: it is prepared again when it is needed.
     */
    private void forget(String sql) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                // It was closed before.
            }
        }
    }

    /** Runs work in a transaction: all of its changes are made or, if it throws, none. It may be run more than once. */
    synchronized void transaction(Runnable work) {
        checkOpen();
        patiently("", () -> {
            within = true;
            try {
                attempt(work);
            } finally {
                within = false;
            }
            return true;
        });
    }

    private void attempt(Runnable work) throws SQLException {
        try {
            connection.setAutoCommit(false);
            dialect.begin(connection);
            work.run();
            connection.commit();
        } catch (Lost e) {
            undo(e);
            throw e.reason;
        } catch (SQLException | RuntimeException | Error e) {
            undo(e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /**
     * Rolls back, before the return to automatic commits, which would commit. A database whose disk is full may have
     * rolled back already.
     */
    private void undo(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        checkOpen();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Double number ? dialect.number(number) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }

    synchronized void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }
}
