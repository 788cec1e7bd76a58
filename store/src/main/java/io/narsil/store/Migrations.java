package io.narsil.store;

import java.util.List;
import java.util.function.Consumer;

/**
 * Brings the tables of an older version to this one, step by step, in the transaction of the caller: so a database is of
 * the one version or of the other.
 */
final class Migrations {
    /** The oldest version that is known. Version 1 held one study only and did not record a trial's teacher. */
    private static final int OLDEST = 2;

    /**
     * What is written into the columns that the dialect has made: to version 3, and to each later one. No trial of a version
     * before 4 goes on with another.
     */
    private static final List<Consumer<SqlSession>> STEPS = List.of(Migrations::checksums, session -> {});

    private Migrations() {}

    /** Whether a dialect can bring a version to this one. */
    static boolean possible(SqlDialect dialect, int version) {
        boolean possible = version >= OLDEST;
        for (int to = version + 1; possible && to <= JdbcTrialStore.VERSION; to++) {
            possible = !dialect.migration(to).isEmpty();
        }
        return possible;
    }

    static void run(SqlSession session, int version) {
        for (int to = version + 1; to <= JdbcTrialStore.VERSION; to++) {
            session.dialect().migration(to).forEach(session::update);
            STEPS.get(to - OLDEST - 1).accept(session);
        }
    }

    /** Version 3: rows have checksums. What is there now is taken as it is. */
    private static void checksums(SqlSession session) {
        for (TrialRow row : session.query(TrialRow::read, TrialRow.query(OLDEST))) {
            session.update(
                    "UPDATE trial SET choice_crc = ?, outcome_crc = ? WHERE study = ? AND id = ?",
                    row.choice(),
                    row.outcome(),
                    row.study(),
                    row.id());
        }
        for (StoredEpoch row : session.query(StoredEpoch::read, StoredEpoch.query(false))) {
            session.update(
                    "UPDATE epoch SET crc = ? WHERE study = ? AND trial = ? AND epoch = ?",
                    row.sum(),
                    row.study(),
                    row.trial(),
                    row.epoch().epoch());
        }
    }
}
