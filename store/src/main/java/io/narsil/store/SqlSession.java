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

/**
 * A connection to a database with its prepared statements, for one thread at a time. Failures become messages to the
 * user.
 */
final class SqlSession implements AutoCloseable {
    private final SqlDialect dialect;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean closed;

    SqlSession(SqlDialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /** Reads one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** Changes rows and returns their number. A change outside of {@link #transaction} is durable when this returns. */
    synchronized int update(String sql, Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** All rows that a query finds. */
    synchronized <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
                found.add(reader.read(row));
            }
            return found;
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /**
     * Turns a failure into a message, and forgets the statement, since the driver may have closed it: it is prepared
     * again when it is needed.
     */
    private UserException failure(String sql, SQLException cause) {
        try (PreparedStatement failed = prepared.remove(sql)) {
            return dialect.failure(cause);
        } catch (SQLException e) {
            return dialect.failure(cause);
        }
    }

    /** Runs work in a transaction: all of its changes are made or, if it throws, none. */
    synchronized void transaction(Runnable work) {
        checkOpen();
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                undo(e);
                throw e;
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
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
