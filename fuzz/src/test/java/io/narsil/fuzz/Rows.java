package io.narsil.fuzz;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A small database of trials, in which values are changed to any others. It is of version 2: who opens it gives its rows
 * sound checksums, as somebody who changes them by intent would.
 */
final class Rows {
    static final SearchSpace SPACE =
            SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3]}\n");
    static final String STUDY = "s";

    static final List<String> COLUMNS = List.of(
            "study.number",
            "study.id",
            "trial.study",
            "trial.id",
            "trial.kind",
            "trial.round",
            "trial.budget",
            "trial.why",
            "trial.fingerprint",
            "trial.candidate",
            "trial.macs",
            "trial.cost",
            "trial.epochs",
            "trial.schedule_epochs",
            "trial.teacher",
            "trial.status",
            "trial.reason",
            "trial.test_score",
            "epoch.trial",
            "epoch.epoch",
            "epoch.loss",
            "epoch.score",
            "epoch.seconds",
            "prediction.trial",
            "prediction.mean",
            "prediction.deviation");

    private Rows() {}

    /** Makes the database. */
    static void make(Path file) throws SQLException {
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study(STUDY, SPACE);
            study.chosen(List.of(chosen(0, 0), chosen(1, 1), chosen(2, 0)));
            study.started(0);
            study.epoch(0, new EpochRecord(1, 1.5, 0.5, 2));
            study.finished(new TrialResult(0, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.of(0.4), ""));
            study.finished(new TrialResult(1, TrialResult.Status.FAILED, List.of(), OptionalDouble.empty(), "broken"));
        }
        execute(
                file,
                "ALTER TABLE trial DROP COLUMN choice_crc",
                "ALTER TABLE trial DROP COLUMN outcome_crc",
                "ALTER TABLE epoch DROP COLUMN crc",
                "PRAGMA user_version = 2",
                "PRAGMA journal_mode = DELETE");
    }

    private static Chosen chosen(int id, int round) {
        return new Chosen(
                new Trial(id, Trial.Kind.ROUND, round, "small", SPACE.candidate(new int[] {id}), 1, 1),
                new Cost(1, 2, 3, 4, 5, 6, 7),
                round == 0 ? Optional.empty() : Optional.of(new Prediction(0.5, 0.25)),
                "spread");
    }

    static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** One change as bytes: the column's number, the row's, the kind of value, its length, and the value. */
    static byte[] change(int column, int row, char kind, byte[] value) {
        return ByteBuffer.allocate(4 + value.length)
                .put((byte) column)
                .put((byte) row)
                .put((byte) kind)
                .put((byte) value.length)
                .put(value)
                .array();
    }

    /** Makes changes one after the other, without those that the tables do not allow. */
    static void change(Path file, ByteBuffer changes) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            while (changes.remaining() >= 4) {
                String name = COLUMNS.get(Math.floorMod(changes.get(), COLUMNS.size()));
                String table = name.substring(0, name.indexOf('.'));
                int row = Math.floorMod(changes.get(), 3);
                Object value = value(changes);
                String key = table.equals("study") ? "number" : table.equals("trial") ? "id" : "trial";
                String sql = "UPDATE " + table + " SET " + name.substring(table.length() + 1) + " = ? WHERE " + key
                        + " = (SELECT " + key + " FROM " + table + " LIMIT 1 OFFSET " + row + ")";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setObject(1, value);
                    update.executeUpdate();
                } catch (SQLException e) {
                    // A value that the column cannot have.
                }
            }
        }
    }

    private static Object value(ByteBuffer changes) {
        int kind = Math.floorMod(changes.get(), 5);
        byte[] bytes = new byte[Math.min(changes.get() & 0xFF, changes.remaining())];
        changes.get(bytes);
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).put(bytes, 0, Math.min(Long.BYTES, bytes.length));
        return switch (kind) {
            case 0 -> null;
            case 1 -> number.getLong(0);
            case 2 -> number.getDouble(0);
            case 3 -> bytes;
            default -> new String(bytes, StandardCharsets.UTF_8);
        };
    }
}
