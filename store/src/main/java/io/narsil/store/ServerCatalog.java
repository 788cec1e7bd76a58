package io.narsil.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/** What the catalog of a PostgreSQL server knows of all runs of a database: none of their own tables is read for that. */
final class ServerCatalog {
    /**
     * Schemas with the tables of a run, what was written to these and taken from them by the server's own counters, and the locks of
     * searches. The place holders are the number of those locks, and twice a schema, or nothing for all of them.
     */
    static final String RUNS = "SELECT n.nspname,"
            + " has_schema_privilege(n.oid, 'USAGE') AND bool_and(has_table_privilege(c.oid, 'SELECT')),"
            + " string_agg(c.oid || ':' || pg_stat_get_tuples_deleted(c.oid), ' ' ORDER BY c.relname),"
            + " string_agg(pg_stat_get_tuples_inserted(c.oid) || ':' || pg_stat_get_tuples_updated(c.oid), ' '"
            + " ORDER BY c.relname),"
            + " (SELECT string_agg((l.objid::bigint)::text, ' ') FROM pg_catalog.pg_locks l"
            + " WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = ? AND l.database ="
            + " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database()))"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND c.relname IN ('study', 'trial', 'epoch', 'prediction', 'version')"
            + " AND n.nspname ~ '^[a-z_][a-z0-9_]{0,62}$' AND (? = '' OR n.nspname = ?)"
            + " GROUP BY n.oid, n.nspname HAVING count(*) = 5 ORDER BY n.nspname";

    private static final int POSITIVE = 0x7fff_ffff;

    private ServerCatalog() {}

    static ServerRun run(ResultSet row) throws SQLException {
        String schema = row.getString(1);
        String locks = " " + row.getString(5) + " ";
        return new ServerRun(
                schema, row.getBoolean(2), locks.contains(" " + key(schema) + " "), row.getString(3), row.getString(4));
    }

    /** The number of a schema in the locks of searches. */
    static int key(String schema) {
        CRC32C sum = new CRC32C();
        sum.update(schema.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() & POSITIVE);
    }
}
