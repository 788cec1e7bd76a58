package io.narsil.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.network.Cost;
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

/**
 * Makes trials from the rows of a database.
 *
 * @param spaces spaces of their candidates
 * @param where name of the database in messages
 * @param version version of the tables
 */
record TrialRows(List<SearchSpace> spaces, String where, int version) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader VALUES = JSON.readerForMapOf(String.class);
    private static final ObjectReader COST = JSON.readerFor(Cost.class);

    /**
     * A number that may be stored as text, as {@link SqlDialect#number} allows; NaN for any other text, which no checksum
     * fits but that of NaN.
     */
    static OptionalDouble number(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        try {
            return OptionalDouble.of(Double.parseDouble(value.toString()));
        } catch (NumberFormatException e) {
            return OptionalDouble.of(Double.NaN);
        }
    }

    /** Whether rows have checksums. */
    boolean checked() {
        return version >= TrialRow.CHECKED;
    }

    /** A whole number; one that is none in any row of ours where a database has anything else there. */
    static int whole(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Number number && number.doubleValue() == number.intValue()
                ? number.intValue()
                : Integer.MIN_VALUE;
    }

    StoredTrial read(TrialRow row, List<StoredEpoch> stored) {
        List<EpochRecord> epochs = stored.stream().map(StoredEpoch::epoch).toList();
        Identity identity = row.identity();
        row.unusual().ifPresent(what -> {
            throw damaged(row.id(), what);
        });
        Trial.Kind kind = word(Trial.Kind.class, identity.kind(), row.id());
        Trial trial = new Trial(
                row.id(),
                kind,
                identity.round(),
                identity.budget(),
                candidate(row, kind),
                identity.epochs(),
                identity.scheduleEpochs(),
                identity.teacher(),
                identity.continued());
        boolean chosen = row.status().equals("chosen");
        boolean running = row.status().equals("running");
        StoredTrial read = new StoredTrial(
                trial,
                cost(row.cost()).orElseThrow(),
                row.prediction(),
                row.why(),
                !chosen,
                epochs,
                chosen || running ? Optional.empty() : Optional.of(result(row, epochs)));
        if (checked()
                && !(row.choiceSound() && row.outcomeSound() && stored.stream().allMatch(StoredEpoch::sound))) {
            throw damaged(row.id(), "it does not match its checksum");
        }
        if (read.result().filter(TrialResult::done).isPresent() && epochs.isEmpty()) {
            throw damaged(row.id(), "it is done after no epoch");
        }
        return read;
    }

    private TrialResult result(TrialRow row, List<EpochRecord> epochs) {
        return new TrialResult(
                row.id(),
                word(TrialResult.Status.class, row.status(), row.id()),
                epochs.stream().map(EpochRecord::score).toList(),
                row.test(),
                row.reason());
    }

    /** The cost of a text; nothing where it is none of a network. */
    static Optional<Cost> cost(String text) {
        try {
            Cost cost = COST.readValue(text);
            return cost != null && cost.sound() ? Optional.of(cost) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Candidate candidate(TrialRow row, Trial.Kind kind) {
        Map<String, String> values;
        try {
            values = VALUES.readValue(row.candidate());
        } catch (JsonProcessingException e) {
            values = null;
        }
        if (values == null) {
            throw damaged(row.id(), "its candidate is \"" + Printable.brief(row.candidate()) + "\"");
        }
        return Candidates.read(spaces, kind, values, row.identity().fingerprint(), where, row.id());
    }

    private <E extends Enum<E>> E word(Class<E> type, String word, int trial) {
        return Words.find(type, word)
                .orElseThrow(() -> damaged(trial, "it has the word \"" + Printable.brief(word) + "\""));
    }

    private UserException damaged(int trial, String what) {
        return new UserException(
                where,
                "trial " + trial + " is damaged: " + what,
                "the file was changed or damaged: delete result.json and run the same search again, which trains what is lost");
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
