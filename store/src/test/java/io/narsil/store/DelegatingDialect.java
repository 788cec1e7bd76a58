package io.narsil.store;

import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A dialect that is another one, to be changed in one place. */
class DelegatingDialect implements SqlDialect {
    private final SqlDialect dialect;

    DelegatingDialect(SqlDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String where() {
        return dialect.where();
    }

    @Override
    public Connection connect(boolean write) throws SQLException {
        return dialect.connect(write);
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return dialect.version(connection);
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        dialect.prepare(connection);
    }

    @Override
    public List<String> schema(int version) {
        return dialect.schema(version);
    }

    @Override
    public List<String> migration(int to) {
        return dialect.migration(to);
    }

    @Override
    public String orIgnore(String insert) {
        return dialect.orIgnore(insert);
    }

    @Override
    public Object number(double value) {
        return dialect.number(value);
    }

    @Override
    public UserException failure(SQLException e) {
        return dialect.failure(e);
    }

    @Override
    public boolean damaged() {
        return dialect.damaged();
    }
}
