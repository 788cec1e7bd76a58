package io.narsil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Keeps trials in an SQLite file that any other program can read too; {@link Schema} describes it. */
public final class SqliteTrialStore implements TrialStore {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Connection connection;

    private SqliteTrialStore(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a store, or makes it. */
    public static SqliteTrialStore open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        // Durable when a method returns, and a reader such as a report is never in the way.
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            SqliteTrialStore store = new SqliteTrialStore(file, source.getConnection());
            store.create();
            return store;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Whether a file is there that is no sound database. A {@link UserException} where it cannot be read at all. */
    public static boolean damaged(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return !found.getString(1).equals("ok");
        } catch (SQLiteException e) {
            SQLiteErrorCode code = e.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB) {
                return true;
            }
            throw failure(file, e);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
                version = found.getInt(1);
            }
            if (version > VERSION) {
                throw new UserException(
                        file.toString(), "the database is of version " + version + ", newer than this program", "");
            }
            if (version == 0) {
                for (String part : Schema.STATEMENTS) {
                    statement.execute(part);
                }
                statement.execute("PRAGMA user_version = " + VERSION);
            }
        }
    }

    @Override
    public synchronized void started(Trial trial, Cost cost) {
        update(
                "INSERT INTO trial (id, kind, round, budget, fingerprint, candidate, macs, params, epochs,"
                        + " schedule_epochs, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')"
                        + " ON CONFLICT (id) DO NOTHING",
                trial.id(),
                trial.kind().key(),
                trial.round(),
                trial.budget(),
                trial.candidate().fingerprint(),
                json(trial.candidate().values()),
                cost.macs(),
                cost.params(),
                trial.epochs(),
                trial.scheduleEpochs());
    }

    @Override
    public synchronized void epoch(int trial, EpochRecord epoch) {
        update(
                "INSERT INTO epoch (trial, epoch, loss, accuracy, seconds) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (trial, epoch) DO NOTHING",
                trial,
                epoch.epoch(),
                epoch.loss(),
                epoch.accuracy(),
                epoch.seconds());
    }

    @Override
    public synchronized void finished(TrialResult result) {
        update(
                "UPDATE trial SET status = ?, reason = ?, test_accuracy = ? WHERE id = ? AND status = 'running'",
                Words.of(result.status()),
                result.reason(),
                result.testAccuracy().isPresent() ? result.testAccuracy().getAsDouble() : null,
                result.trial());
    }

    @Override
    public synchronized void reopened(int trial) {
        update("UPDATE trial SET status = 'running', reason = '', test_accuracy = NULL WHERE id = ?", trial);
    }

    @Override
    public synchronized void predicted(int trial, Prediction prediction) {
        update(
                "INSERT INTO prediction (trial, mean, deviation) VALUES (?, ?, ?) ON CONFLICT (trial) DO NOTHING",
                trial,
                prediction.mean(),
                prediction.deviation());
    }

    @Override
    public synchronized Optional<TrialResult> result(Trial trial) {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT fingerprint, epochs, status, reason, test_accuracy FROM trial WHERE id = ?")) {
            query.setInt(1, trial.id());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String fingerprint = trial.candidate().fingerprint();
                if (!row.getString(1).equals(fingerprint) || row.getInt(2) != trial.epochs()) {
                    throw new UserException(
                            file.toString(),
                            "trial " + trial.id() + " was the candidate " + row.getString(1) + " for " + row.getInt(2)
                                    + " epochs and now is " + fingerprint + " for " + trial.epochs(),
                            "the run was made by another version; choose another folder with --out");
                }
                String status = row.getString(3);
                if (status.equals("running")) {
                    return Optional.empty();
                }
                double test = row.getDouble(5);
                OptionalDouble testAccuracy = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(test);
                List<Double> accuracies =
                        epochs(trial.id()).stream().map(EpochRecord::accuracy).toList();
                return Optional.of(new TrialResult(
                        trial.id(),
                        TrialResult.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                        accuracies,
                        testAccuracy,
                        row.getString(4)));
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized List<EpochRecord> epochs(int trial) {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT epoch, loss, accuracy, seconds FROM epoch WHERE trial = ? ORDER BY epoch")) {
            query.setInt(1, trial);
            List<EpochRecord> epochs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    epochs.add(new EpochRecord(row.getInt(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)));
                }
            }
            return epochs;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized int finishedCount() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM trial WHERE status <> 'running'")) {
            return row.getInt(1);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void update(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UserException failure(Path file, SQLException e) {
        String where = file.toString();
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_FULL || code.name().startsWith("SQLITE_IOERR")) {
                return new UserException(
                        where, "the disk is full or cannot be written", "free some space and run the same command");
            }
            if (code == SQLiteErrorCode.SQLITE_NOTADB || code.name().startsWith("SQLITE_CORRUPT")) {
                return new UserException(where, "the database is damaged", "move it away, and the trials run again");
            }
            if (code.name().startsWith("SQLITE_READONLY") || code.name().startsWith("SQLITE_CANTOPEN")) {
                return new UserException(
                        where, "there is no permission to write here", "choose another folder with --out");
            }
        }
        return new UserException(where, "the database failed: " + e.getMessage(), "");
    }
}
