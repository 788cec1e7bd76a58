package io.narsil.store;

import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whatever {@link JdbcTrialStore} needs to know about one kind of database; all other SQL is common. */
public interface SqlDialect {
    /** The database's name in messages: a file or an address. */
    String where();

    /**
     * Connects. Commits of a connection that writes are durable once {@link #prepare} was called.
     *
     * @param write permission to write, and to make a database that is missing; without it one that is missing is a
     *     {@link UserException}, and the connection cannot write
     */
    Connection connect(boolean write) throws SQLException;

    /**
     * The version of the tables, 0 for a database that is empty.
     *
     * @throws UserException where the database holds something else
     */
    int version(Connection connection) throws SQLException;

    /** Settings of a connection that is to write, after its version was found right. */
    void prepare(Connection connection) throws SQLException;

    /**
     * The statements that make all tables and write down their version. A table has the columns that
     * {@link JdbcStudyTrials} and {@link TrialRows} name; no two rows may have the same key.
     *
     * @param version version number that {@link #version} is to find afterwards
     */
    List<String> schema(int version);

    /**
     * The wording of an insert that does nothing where a row of that key is there.
     *
     * @param insert plain insert statement
     */
    String orIgnore(String insert);

    /**
     * A number as it is handed to the database, which must keep infinities and NaN. It may come back as a number or as
     * the text of one, as {@link Double#toString} writes it.
     */
    Object number(double value);

    /** What a user is told about a failure: what happened, and what to do. */
    UserException failure(SQLException e);

    /** Whether something is there that is no sound database; a {@link UserException} where it cannot be read at all. */
    boolean damaged();
}
