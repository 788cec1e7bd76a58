package io.narsil.store;

import io.narsil.config.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link JdbcTrialStore} needs to know about one kind of database. All other SQL is common to all kinds. */
public interface SqlDialect {
    /** The name of the database in messages: a file or an address. */
    String where();

    /**
     * Opens a connection. If it can write, its commits are durable from the call of {@link #prepare} on.
     *
     * @param write permission to write, and to make a database that is missing; without it one that is missing is a
     *     {@link UserException}, and the connection cannot write
     */
    Connection connect(boolean write) throws SQLException;

    /**
     * The version of the tables; 0 for an empty database.
     *
     * @throws UserException where the database holds something else
     */
    int version(Connection connection) throws SQLException;

    /** Prepares a connection for writing, after its version was checked. */
    void prepare(Connection connection) throws SQLException;

    /**
     * The statements that create all tables and record their version. The tables must have the columns that
     * {@link JdbcStudyTrials} and {@link TrialRows} name, and no two rows may have the same key.
     *
     * @param version version number that {@link #version} is to find afterwards
     */
    List<String> schema(int version);

    /**
     * The statements that add to the tables of the version before what version {@code to} has more, and record it. {@link
     * Migrations} fills it. Empty where tables of that version were never made: then older ones are refused.
     */
    default List<String> migration(int to) {
        return List.of();
    }

    /** Begins a transaction that writes, where its database lets several write at the same time: the others wait from here. */
    default void begin(Connection connection) throws SQLException {}

    /**
     * Takes the database for one search, until the connection is closed.
     *
     * @return message to the user where another search has it; nothing where it was taken, or nobody asks for that
     */
    default Optional<UserException> own(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Whether a failure is that of a server which went away and may come back, so that another connection may do. */
    default boolean lost(SQLException e) {
        return false;
    }

    /** The longest time to wait for who has locked the database, or for a server that went away. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * Turns an insert into one that does nothing if there is a row with the same key.
     *
     * @param insert plain insert statement
     */
    default String orIgnore(String insert) {
        return insert + " ON CONFLICT DO NOTHING";
    }

    /**
     * A number in the form in which the database stores it, infinities and NaN included. It may be read back as a
     * number or as text, as {@link Double#toString} writes it.
     */
    Object number(double value);

    /** A text of somebody else's as the database can keep it, without the characters that it cannot. */
    default String storable(String text) {
        return text;
    }

    /** The message to the user about a failure: what happened, and what to do. */
    UserException failure(SQLException e);

    /** Whether a damaged database exists; a {@link UserException} if it cannot be read at all. */
    boolean damaged();
}
