package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.files.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite: a single file, which other programs can read too ({@code sqlite3 study.db .schema} describes it).
 *
 * @param file file of the database
 * @param patience longest time to wait for another program that has locked it
 * @param named file that messages name: that of which this is a copy, if it is one
 */
public record SqliteDialect(Path file, Duration patience, Path named) implements SqlDialect {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MEGABYTES = 2;
    private static final int LONGEST = 64 << 20;

    /** A database for which five minutes are waited where another program has locked it. */
    public SqliteDialect(Path file) {
        this(file, PATIENCE);
    }

    /** A database that is called by its own name. */
    public SqliteDialect(Path file, Duration patience) {
        this(file, patience, file);
    }

    /** The same database in a copy, which messages call by the name of the first. */
    SqliteDialect copiedTo(Path copy) {
        return new SqliteDialect(copy, patience, named);
    }

    @Override
    public String where() {
        return named.toString();
    }

    @Override
    public Connection connect(boolean write) throws SQLException {
        if (write) {
            makeFolder();
        } else if (!Files.exists(file)) {
            throw new UserException(where(), "there is no such database", "");
        }
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            if (!write) {
                statement.execute("PRAGMA query_only = ON");
            }
            // A damaged index hides rows, and no query says so.
            if (write ? !hasTables(connection) : !isSound(connection)) {
                throw damage();
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection open() throws SQLException {
        // SQLite would follow it and write wherever it leads.
        if (Files.isSymbolicLink(file)) {
            throw new UserException(where(), "this is a link, which is not followed", "put the file itself here");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        // A transaction takes the lock to write at once: one that read first could not wait for another writer.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // A damaged file may say of a text that it is longer than the file.
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(LONGEST));
        // As a URI, in which every character of a path may stand.
        Connection connection;
        try {
            connection = config.createConnection(
                    "jdbc:sqlite:" + file.toAbsolutePath().toUri().toASCIIString());
        } catch (SQLException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof NativeLibraryNotFoundException || cause instanceof LinkageError) {
                    throw unpacking(e);
                }
            }
            throw e;
        } catch (LinkageError e) {
            throw unpacking(e);
        }
        Patience.of(connection, file, patience);
        try (Statement statement = connection.createStatement()) {
            // What a schema calls may not do anything but compute.
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static UserException unpacking(Throwable e) {
        return TemporaryFolder.failure("SQLite's library", MEGABYTES, e);
    }

    private void makeFolder() {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UserException(
                    where(), "its folder cannot be made: " + e.getMessage(), "choose another folder with --out");
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = integer(statement, "PRAGMA user_version");
            if (version == 0 && integer(statement, "SELECT count(*) FROM sqlite_master") > 0) {
                throw new UserException(where(), "this database holds something else than trials", "another file");
            }
            return version;
        }
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Durable when a commit returns, and a reader such as a report is never in the way.
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
        }
    }

    @Override
    public List<String> schema(int version) {
        return List.of(
                SqliteSchema.STUDY,
                SqliteSchema.TRIAL,
                SqliteSchema.EPOCH,
                SqliteSchema.PREDICTION,
                "PRAGMA user_version = " + version);
    }

    @Override
    public List<String> migration(int to) {
        return SqliteSchema.migration(to);
    }

    /** SQLite turns NaN into NULL, but keeps any text, even in a column of numbers. */
    @Override
    public Object number(double value) {
        return Double.isNaN(value) ? (Object) Double.toString(value) : (Object) value;
    }

    @Override
    public boolean damaged() {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection connection = open()) {
            return !isSound(connection);
        } catch (SQLException e) {
            if (isDamage(e)) {
                return true;
            }
            throw failure(e);
        }
    }

    private boolean isSound(Connection connection) throws SQLException {
        if (!hasTables(connection)) {
            return false;
        }
        if (!known(connection)) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return found.getString(1).equals("ok") && hasColumns(connection);
        }
    }

    /** Whether a database of a known version has the tables, and no program of somebody else; others are not looked into. */
    private boolean hasTables(Connection connection) throws SQLException {
        return !known(connection) || SqliteObjects.sound(connection, where());
    }

    private boolean known(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = integer(statement, "PRAGMA user_version");
            return version <= JdbcTrialStore.VERSION && Migrations.possible(this, version);
        }
    }

    /** Whether tables of this version have their columns, whose names no check of SQLite's covers. */
    private static boolean hasColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (integer(statement, "PRAGMA user_version") != JdbcTrialStore.VERSION) {
                return true;
            }
            for (String query : SqliteSchema.ALL_COLUMNS) {
                statement.executeQuery(query).close();
            }
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_ERROR.code) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isDamage(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_TOOBIG
                        || sqlite.getResultCode().name().startsWith("SQLITE_CORRUPT"));
    }

    private UserException damage() {
        return new UserException(where(), "the database is damaged", "move it away, and the trials run again");
    }

    @Override
    public UserException failure(SQLException e) {
        if (isDamage(e)) {
            return damage();
        }
        String code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "";
        if (code.equals("SQLITE_FULL") || code.startsWith("SQLITE_IOERR")) {
            return new UserException(
                    where(), "the disk is full or cannot be written", "free some space and run the same command");
        }
        if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")) {
            return new UserException(
                    where(), "there is no permission to write here", "choose another folder with --out");
        }
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return new UserException(
                    where(),
                    Patience.holder(file) + " has kept the database locked for " + patience.toSeconds() + " seconds",
                    "close it and run the same command");
        }
        return new UserException(where(), "the database failed: " + e.getMessage(), "");
    }

    private static int integer(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.getInt(1);
        }
    }
}
