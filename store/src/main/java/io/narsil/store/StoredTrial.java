package io.narsil.store;

import io.narsil.config.UserException;
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

/**
 * A row of a store with everything that hangs on it, for those who only look.
 *
 * @param kind round, finalist or baseline
 * @param candidate JSON: parameter name to value
 * @param status running, done, diverged or failed
 * @param test accuracy on the test images, or null
 * @param predicted accuracy before it ran, or null
 * @param deviation of that prediction, or null
 * @param seconds that its epochs took together
 * @param curve validation accuracy after each epoch
 */
public record StoredTrial(
        int id,
        String kind,
        int round,
        String budget,
        String candidate,
        long macs,
        long params,
        String status,
        String reason,
        Double test,
        Double predicted,
        Double deviation,
        double seconds,
        List<Double> curve) {

    /** All trials of a store in their order. */
    public static List<StoredTrial> all(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(file.toString(), "there is no such database", "");
        }
        List<StoredTrial> trials = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                PreparedStatement epochs =
                        connection.prepareStatement("SELECT accuracy FROM epoch WHERE trial = ? ORDER BY epoch");
                ResultSet row = statement.executeQuery(
                        "SELECT t.id, kind, round, budget, candidate, macs, params, status, reason,"
                                + " test_accuracy, mean, deviation,"
                                + " (SELECT TOTAL(seconds) FROM epoch WHERE trial = t.id) FROM trial t LEFT JOIN prediction p ON p.trial = t.id"
                                + " ORDER BY t.id")) {
            while (row.next()) {
                trials.add(new StoredTrial(
                        row.getInt(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getString(9),
                        (Double) row.getObject(10),
                        (Double) row.getObject(11),
                        (Double) row.getObject(12),
                        row.getDouble(13),
                        curve(epochs, row.getInt(1))));
            }
            return trials;
        } catch (SQLException e) {
            throw new UserException(file.toString(), "the database cannot be read: " + e.getMessage(), "");
        }
    }

    private static List<Double> curve(PreparedStatement epochs, int trial) throws SQLException {
        epochs.setInt(1, trial);
        List<Double> curve = new ArrayList<>();
        try (ResultSet row = epochs.executeQuery()) {
            while (row.next()) {
                curve.add(row.getDouble(1));
            }
        }
        return curve;
    }
}
