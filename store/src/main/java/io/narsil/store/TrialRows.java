package io.narsil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Makes trials from the rows of a database.
 *
 * @param space space of their candidates
 * @param where name of the database in messages
 */
record TrialRows(SearchSpace space, String where) {
    static final String IDENTITY =
            "SELECT kind, round, budget, fingerprint, epochs, schedule_epochs, teacher FROM trial";
    static final String ROW = "SELECT t.kind, t.round, t.budget, t.fingerprint, t.epochs, t.schedule_epochs, t.teacher,"
            + " t.id, t.why, t.candidate, t.cost,"
            + " t.status, t.reason, t.test_score, p.mean, p.deviation"
            + " FROM trial t LEFT JOIN prediction p ON p.study = t.study AND p.trial = t.id";
    static final String EPOCH = "SELECT trial, epoch, loss, score, seconds FROM epoch";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader VALUES = JSON.readerForMapOf(String.class);
    private static final ObjectReader COST = JSON.readerFor(Cost.class);

    /** A row of the query {@link #ROW}, before its candidate is read. */
    record Row(
            Identity identity,
            int id,
            String why,
            String candidate,
            String cost,
            String status,
            String reason,
            OptionalDouble test,
            Optional<Prediction> prediction) {}

    static Row row(ResultSet row) throws SQLException {
        OptionalDouble mean = number(row, 15);
        OptionalDouble deviation = number(row, 16);
        return new Row(
                identity(row),
                row.getInt(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                number(row, 14),
                mean.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Prediction(mean.getAsDouble(), deviation.orElseThrow())));
    }

    static Identity identity(ResultSet row) throws SQLException {
        int teacher = row.getInt(7);
        OptionalInt taught = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(teacher);
        return new Identity(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                taught);
    }

    static EpochRecord epoch(ResultSet row) throws SQLException {
        return new EpochRecord(
                row.getInt(2),
                number(row, 3).orElseThrow(),
                number(row, 4).orElseThrow(),
                number(row, 5).orElseThrow());
    }

    /** A number that may be stored as text, as {@link SqlDialect#number} allows. */
    private static OptionalDouble number(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString()));
    }

    StoredTrial read(Row row, List<EpochRecord> epochs) {
        Identity identity = row.identity();
        Trial trial = new Trial(
                row.id(),
                word(Trial.Kind.class, identity.kind(), row.id()),
                identity.round(),
                identity.budget(),
                candidate(row),
                identity.epochs(),
                identity.scheduleEpochs(),
                identity.teacher());
        boolean chosen = row.status().equals("chosen");
        boolean running = row.status().equals("running");
        return new StoredTrial(
                trial,
                cost(row),
                row.prediction(),
                row.why(),
                !chosen,
                epochs,
                chosen || running ? Optional.empty() : Optional.of(result(row, epochs)));
    }

    private TrialResult result(Row row, List<EpochRecord> epochs) {
        return new TrialResult(
                row.id(),
                word(TrialResult.Status.class, row.status(), row.id()),
                epochs.stream().map(EpochRecord::score).toList(),
                row.test(),
                row.reason());
    }

    private Cost cost(Row row) {
        try {
            return COST.readValue(row.cost());
        } catch (JsonProcessingException e) {
            throw damaged(row.id(), "its cost is \"" + row.cost() + "\"");
        }
    }

    private Candidate candidate(Row row) {
        Map<String, String> values;
        try {
            values = VALUES.readValue(row.candidate());
        } catch (JsonProcessingException e) {
            values = null;
        }
        if (values == null) {
            throw damaged(row.id(), "its candidate is \"" + row.candidate() + "\"");
        }
        return Candidates.read(space, values, row.identity().fingerprint(), where, row.id());
    }

    private <E extends Enum<E>> E word(Class<E> type, String word, int trial) {
        return Words.find(type, word).orElseThrow(() -> damaged(trial, "it has the word \"" + word + "\""));
    }

    private UserException damaged(int trial, String what) {
        return new UserException(
                where,
                "trial " + trial + " is damaged: " + what,
                "the database was changed by hand, or written by another version");
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
