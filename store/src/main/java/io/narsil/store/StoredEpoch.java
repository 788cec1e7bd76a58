package io.narsil.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of epochs, under its key and with its checksum. */
record StoredEpoch(int study, int trial, EpochRecord epoch, long crc) {
    /** All columns; earlier versions have no checksum. */
    static String query(boolean checked) {
        return "SELECT study, trial, epoch, loss, score, seconds, " + (checked ? "crc" : "-1") + " FROM epoch";
    }

    static StoredEpoch read(ResultSet row) throws SQLException {
        return new StoredEpoch(
                TrialRows.whole(row, 1),
                TrialRows.whole(row, 2),
                new EpochRecord(
                        TrialRows.whole(row, 3),
                        TrialRows.number(row, 4).orElse(Double.NaN),
                        TrialRows.number(row, 5).orElse(Double.NaN),
                        TrialRows.number(row, 6).orElse(Double.NaN)),
                row.getLong(7));
    }

    /** The checksum that it should have. */
    long sum() {
        return RowChecksum.epoch(study, trial, epoch);
    }

    boolean sound() {
        return crc == sum();
    }
}
