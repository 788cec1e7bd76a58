package io.narsil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.narsil.config.Words;
import io.narsil.search.Trial;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Trials of a run on a server, as many as are read at once. A search writes into study number 0 of its schema.
 *
 * @param trials trials in the order of their numbers
 * @param damaged texts of trials that are none
 * @param last number of the last trial of the portion
 * @param whole truth of nothing being left
 */
public record ServerPortion(List<ServerTrial> trials, List<String> damaged, int last, boolean whole) {
    private static final int MOST = 1_000;
    private static final ObjectReader VALUES = new ObjectMapper().readerForMapOf(String.class);

    public ServerPortion {
        trials = List.copyOf(trials);
        damaged = List.copyOf(damaged);
    }

    static ServerPortion read(Connection connection, int after, int next, List<Integer> open) throws SQLException {
        // Trials before their epochs: so a trial that is over is never seen with fewer epochs than it had.
        // Candidates are long, and most of them are never asked for.
        String wanted = TrialRow.query(JdbcTrialStore.VERSION).replace("t.candidate", "''")
                + " WHERE t.study = 0 AND t.id > ? AND (t.id >= ? OR t.status IN ('chosen', 'running') OR t.id = ANY(?))"
                + " ORDER BY t.id LIMIT " + MOST;
        List<TrialRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(wanted)) {
            statement.setInt(1, after);
            statement.setInt(2, next);
            statement.setArray(3, array(connection, open));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(TrialRow.read(row));
                }
            }
        }
        Map<Integer, List<EpochRecord>> epochs =
                epochs(connection, rows.stream().map(TrialRow::id).toList());
        List<ServerTrial> trials = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (TrialRow row : rows) {
            row.unusual()
                    .ifPresentOrElse(
                            what -> damaged.add("trial " + row.id() + " is damaged: " + what),
                            () -> trials.add(trial(row, epochs.getOrDefault(row.id(), List.of()))));
        }
        return new ServerPortion(
                trials,
                damaged,
                rows.isEmpty() ? after : rows.get(rows.size() - 1).id(),
                rows.size() < MOST);
    }

    private static Array array(Connection connection, List<Integer> numbers) throws SQLException {
        return connection.createArrayOf("integer", numbers.toArray());
    }

    private static Map<Integer, List<EpochRecord>> epochs(Connection connection, List<Integer> trials)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                StoredEpoch.query(false) + " WHERE study = 0 AND trial = ANY(?) ORDER BY trial, epoch")) {
            statement.setArray(1, array(connection, trials));
            List<StoredEpoch> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(StoredEpoch.read(row));
                }
            }
            return found.stream()
                    .collect(Collectors.groupingBy(
                            StoredEpoch::trial, Collectors.mapping(StoredEpoch::epoch, Collectors.toList())));
        }
    }

    private static ServerTrial trial(TrialRow row, List<EpochRecord> over) {
        Identity identity = row.identity();
        return new ServerTrial(
                row.id(),
                Words.find(Trial.Kind.class, identity.kind()).orElseThrow(),
                identity.round(),
                identity.budget(),
                row.why(),
                row.status(),
                row.reason(),
                identity.epochs(),
                identity.scheduleEpochs(),
                identity.continued(),
                TrialRows.cost(row.cost()).orElseThrow(),
                row.test(),
                row.prediction(),
                identity.fingerprint(),
                over);
    }

    static Map<String, String> candidate(Connection connection, int trial) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT candidate FROM trial WHERE study = 0 AND id = ?")) {
            statement.setInt(1, trial);
            try (ResultSet row = statement.executeQuery()) {
                Map<String, String> values = row.next() ? VALUES.readValue(row.getString(1)) : Map.of();
                return Objects.requireNonNullElse(values, Map.of());
            }
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
