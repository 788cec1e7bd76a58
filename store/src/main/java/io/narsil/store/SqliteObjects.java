package io.narsil.store;

import io.narsil.config.Problems;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database has beside rows. A trigger, a view, a check or a virtual table is a program of whoever made the file, and
 * would run when rows are read, written or looked over: so there are the tables of trials, exactly as they are made here, or
 * the database is not touched.
 */
final class SqliteObjects {
    /** What SQLite makes itself: indexes of keys, and statistics where somebody has asked for them. */
    private static final String OWN = "sqlite_(autoindex_(study|trial|epoch|prediction)_[0-9]+|stat[1-4])";

    /** Columns that came with versions 3 and 4, as these make or add them. */
    private static final String ADDED =
            ",((choice_crc|outcome_crc|crc)INTEGERNOTNULL(DEFAULT-1)?|continues(_after)?INTEGER)";

    private static final Map<String, String> TABLES = Map.of(
            "study", plain(SqliteSchema.STUDY),
            "trial", plain(SqliteSchema.TRIAL),
            "epoch", plain(SqliteSchema.EPOCH),
            "prediction", plain(SqliteSchema.PREDICTION));

    private SqliteObjects() {}

    /**
     * Whether all tables are there and as they are made; this touches none of them.
     *
     * @throws io.narsil.config.UserException where they are, and something else is there, too
     */
    static boolean sound(Connection connection, String where) throws SQLException {
        Map<String, String> tables = new HashMap<>(TABLES);
        Problems others = new Problems();
        try (Statement statement = connection.createStatement();
                ResultSet object = statement.executeQuery("SELECT type, name, sql FROM sqlite_master")) {
            while (object.next()) {
                String type = String.valueOf(object.getString(1));
                String name = String.valueOf(object.getString(2));
                String sql = String.valueOf(object.getString(3));
                boolean own = name.matches(OWN) && List.of("index", "table").contains(type);
                if (!own && !(type.equals("table") && tables.remove(name, plain(sql)))) {
                    others.add(
                            where,
                            "it has the " + type + " \"" + name + "\", which is none of a run's",
                            "drop it if you made it; if not, do not use a database of somebody whom you do not trust");
                }
            }
        }
        if (!tables.isEmpty()) {
            return false;
        }
        others.throwIfAny();
        return true;
    }

    /** The text of a table without comments, blanks and the columns of later versions; a quote would stay, and is none of ours. */
    private static String plain(String sql) {
        return sql.replaceAll("--[^\n]*", "").replaceAll("\\s+", "").replaceAll(ADDED, "");
    }
}
