package io.narsil.store;

import io.narsil.config.Printable;
import io.narsil.config.Words;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A row of trials with its prediction, before its candidate is read.
 *
 * @param choiceCrc checksum of how it was chosen
 * @param outcomeCrc checksum of how it stands or ended
 */
record TrialRow(
        int study,
        Identity identity,
        int id,
        String why,
        String candidate,
        String cost,
        String status,
        String reason,
        OptionalDouble test,
        Optional<Prediction> prediction,
        long choiceCrc,
        long outcomeCrc) {
    /** The first version whose rows have checksums. */
    static final int CHECKED = 3;

    /** The first version in which a trial may go on with another. */
    static final int CLIMBING = 4;

    static final String IDENTITY = "SELECT kind, round, budget, fingerprint, epochs, schedule_epochs, teacher,"
            + " continues, continues_after FROM trial";

    /** All columns of a version of the tables: the first have no checksums, and in some no trial goes on with another. */
    static String query(int version) {
        return "SELECT t.kind, t.round, t.budget, t.fingerprint, t.epochs, t.schedule_epochs, t.teacher, "
                + (version >= CLIMBING ? "t.continues, t.continues_after" : "NULL, NULL")
                + ", t.study, t.id, t.why, t.candidate, t.cost,"
                + " t.status, t.reason, t.test_score, p.mean, p.deviation, "
                + (version >= CHECKED ? "t.choice_crc, t.outcome_crc" : "-1, -1")
                + " FROM trial t LEFT JOIN prediction p ON p.study = t.study AND p.trial = t.id";
    }

    static TrialRow read(ResultSet row) throws SQLException {
        OptionalDouble mean = TrialRows.number(row, 18);
        OptionalDouble deviation = TrialRows.number(row, 19);
        return new TrialRow(
                TrialRows.whole(row, 10),
                identity(row),
                TrialRows.whole(row, 11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                TrialRows.number(row, 17),
                mean.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Prediction(mean.getAsDouble(), deviation.orElse(Double.NaN))),
                row.getLong(20),
                row.getLong(21));
    }

    /** Reads a row of the query {@link #IDENTITY}, or one that begins like it. */
    static Identity identity(ResultSet row) throws SQLException {
        OptionalInt taught = row.getObject(7) == null ? OptionalInt.empty() : OptionalInt.of(TrialRows.whole(row, 7));
        Optional<Trial.Continued> continued = row.getObject(8) == null
                ? Optional.empty()
                : Optional.of(new Trial.Continued(TrialRows.whole(row, 8), TrialRows.whole(row, 9)));
        return new Identity(
                row.getString(1),
                TrialRows.whole(row, 2),
                row.getString(3),
                row.getString(4),
                TrialRows.whole(row, 5),
                TrialRows.whole(row, 6),
                taught,
                continued);
    }

    /** The checksum of how it was chosen, as it should be. */
    long choice() {
        return choice(identity);
    }

    /** The same if it had another identity. */
    long choice(Identity other) {
        return RowChecksum.choice(study, id, why, other, candidate, cost, prediction);
    }

    /** The checksum of how it stands or ended, as it should be. */
    long outcome() {
        return RowChecksum.outcome(study, id, status, reason, test);
    }

    boolean choiceSound() {
        return choiceCrc == choice() && unusual().isEmpty();
    }

    /** What no search chooses, whatever its checksum: others count on it. */
    Optional<String> unusual() {
        if (Words.find(Trial.Kind.class, identity.kind()).isEmpty()) {
            return Optional.of("it has the word \"" + Printable.brief(identity.kind()) + "\"");
        }
        if (id < 0 || identity.round() < 0) {
            return Optional.of("its number is " + id + " and its round " + identity.round());
        }
        if (identity.epochs() < 1 || identity.scheduleEpochs() < identity.epochs()) {
            return Optional.of("it has " + identity.epochs() + " epochs, and a learning rate planned for "
                    + identity.scheduleEpochs());
        }
        OptionalInt teacher = identity.teacher();
        if (teacher.isPresent() && (teacher.getAsInt() < 0 || teacher.getAsInt() >= id)) {
            return Optional.of("it is taught by trial " + teacher.getAsInt() + ", which is none before it");
        }
        Optional<Trial.Continued> continued = identity.continued();
        if (continued.isPresent() && !sound(continued.get())) {
            return Optional.of("it goes on with trial " + continued.get().trial() + " after "
                    + continued.get().epochs() + " epochs, which cannot be");
        }
        return TrialRows.cost(cost).isEmpty()
                ? Optional.of("its cost is \"" + Printable.brief(cost) + "\"")
                : Optional.empty();
    }

    private boolean sound(Trial.Continued continued) {
        return continued.trial() >= 0
                && continued.trial() < id
                && continued.epochs() > 0
                && continued.epochs() < identity.epochs();
    }

    boolean outcomeSound() {
        boolean known = List.of("chosen", "running").contains(status)
                || Words.find(TrialResult.Status.class, status).isPresent();
        return known && outcomeCrc == outcome();
    }
}
