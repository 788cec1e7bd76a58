package io.narsil.store;

import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** What a PostgreSQL server's refusals mean, by their codes (its manual, appendix A), and what to do. */
final class PostgresFailures {
    private static final List<String> AWAY = List.of("57P01", "57P02", "57P03", "57P05");
    private static final String REJECTED = "08004";
    private static final String PROTOCOL = "08P01";

    private static final String LINE = " line HOST:PORT:DATABASE:USER:PASSWORD of ~/.pgpass";

    /** What the driver says of encryption; it has no codes of its own for that. */
    private static final Pattern TLS = Pattern.compile(
            "does not support SSL|root certificate|Invalid sslmode|could not be verified|PKIX|(?i:certificate)");

    private PostgresFailures() {}

    static String code(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** Whether no connection can be encrypted as the address asks for: no time changes that. */
    private static boolean unencrypted(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return code(e).startsWith("08") && TLS.matcher(message).find();
    }

    private static UserException unencrypted(SQLException e, String where) {
        String said = said(e);
        String maybe = said.contains("does not support")
                ? "switch ssl on in the server's postgresql.conf, or leave \"sslmode\" out"
                : said.contains("sslmode")
                        ? "sslmode=require, verify-ca or verify-full"
                        : said.contains("hostname")
                                ? "the host as the server's certificate names it, or sslmode=verify-ca"
                                : "\"sslrootcert=FILE\" with the certificate of the authority that signed the server's";
        return new UserException(where, "no encrypted connection: " + said, maybe);
    }

    /** Whether the server is away, and may be there again in a moment. */
    static boolean lost(SQLException e) {
        if (unencrypted(e)) {
            return false;
        }
        String code = code(e);
        return AWAY.contains(code) || (code.startsWith("08") && !code.equals(REJECTED) && !code.equals(PROTOCOL));
    }

    /** @param password presence of a PGPASSWORD, which no line of a file stands in for */
    static UserException of(SQLException e, String where, ServerAddress address, boolean password) {
        String user = "the user \"" + PostgresConnections.user(address) + "\"";
        if (unencrypted(e)) {
            return unencrypted(e, where);
        }
        String said = said(e);
        return switch (code(e)) {
            case "28P01", "28000", REJECTED ->
                new UserException(
                        where,
                        "the server refuses " + user + ": " + said,
                        password
                                ? "correct PGPASSWORD in the environment, or unset it, so that a" + LINE + " answers"
                                : "set the password as PGPASSWORD in the environment, or as a" + LINE);
            case "3D000" ->
                new UserException(
                        where,
                        "the server has no database \"" + address.database() + "\"",
                        "createdb -h " + address.host() + " -E UTF8 " + address.database());
            case "42501" ->
                new UserException(
                        where,
                        user + " may not do that: " + said,
                        "GRANT CREATE ON DATABASE " + address.database() + " TO " + PostgresConnections.user(address));
            case "25006" ->
                new UserException(
                        where, "nothing can be written there: " + said, "the address of the server that writes");
            case "55P03" ->
                new UserException(
                        where,
                        "somebody has locked the tables of this run: " + said,
                        "wait until whoever changes them is done; pg_locks and pg_stat_activity show who that is");
            case "57014" ->
                new UserException(where, "the server took too long, or somebody there cancelled it: " + said, "");
            case "53100" ->
                new UserException(where, "the server's disk is full", "free some space there and run the same command");
            case "53300" ->
                new UserException(
                        where,
                        "the server has no connection left: " + said,
                        "a larger max_connections there, or fewer searches");
            case "42P01", "42703", "42883", "XX001", "XX002" ->
                new UserException(
                        where,
                        "the tables of this run are damaged or were changed: " + said,
                        "restore its schema from a copy");
            default ->
                lost(e)
                        ? new UserException(
                                where,
                                "no server answers at " + address.host() + ":" + PostgresConnections.port(address)
                                        + ": " + said,
                                "start it there, or correct host and port")
                        : new UserException(where, "the database failed: " + said, "");
        };
    }

    /** The first line of what server or driver say, without their mark before it. */
    private static String said(SQLException e) {
        String line =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        // The driver's advice is not as good as ours.
        return line.replaceFirst("^(FATAL|ERROR|PANIC): +", "").replaceFirst("\\.( Check that .*)?$", "");
    }
}
