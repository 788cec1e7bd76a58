package io.narsil.store;

import io.narsil.config.ServerAddress;
import io.narsil.config.UserException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * Connections to a PostgreSQL server by an address. The driver looks into {@code ~/.pgpass} itself, where {@code PGPASSWORD} is
 * not set.
 */
final class PostgresConnections {
    /** The setting that names the schema of a run. */
    static final String SCHEMA = "schema";

    private static final String USUAL_SCHEMA = "narsil";
    private static final int USUAL_PORT = 5432;
    /** Settings that are the driver's own. Others of its settings load classes and files by their names. */
    private static final List<String> PASSED_ON = List.of("sslmode", "sslrootcert");

    private static final String PASSWORD = "PGPASSWORD";
    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";

    /** It would say on the terminal what a message says better; held here, or its level would be forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private PostgresConnections() {}

    /** Refuses settings that no address of a store has. */
    static ServerAddress checked(String where, ServerAddress address) {
        for (String setting : address.settings().keySet()) {
            if (!setting.equals(SCHEMA) && !PASSED_ON.contains(setting)) {
                TreeSet<String> known = new TreeSet<>(PASSED_ON);
                known.add(SCHEMA);
                throw new UserException(
                        where,
                        "an address of a store has no setting \"" + setting + "\"",
                        "one of " + String.join(", ", known));
            }
        }
        if (!schema(address).matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new UserException(
                    where,
                    "\"" + schema(address) + "\" is no schema of a run: lower-case letters, digits and underscores",
                    "?schema=narsil_photos");
        }
        return address;
    }

    static String user(ServerAddress address) {
        return address.user().orElseGet(() -> System.getProperty("user.name", ""));
    }

    static int port(ServerAddress address) {
        return address.port() == 0 ? USUAL_PORT : address.port();
    }

    static String schema(ServerAddress address) {
        return address.settings().getOrDefault(SCHEMA, USUAL_SCHEMA);
    }

    /** Whether the environment has a password: then the driver does not look into {@code ~/.pgpass}. */
    static boolean hasPassword(Map<String, String> environment) {
        return !environment.getOrDefault(PASSWORD, "").isEmpty();
    }

    /**
     * Opens a connection, whose tables are those of the address's schema.
     *
     * @param environment variables of the environment, of which one may be the password
     */
    static Connection open(ServerAddress address, Map<String, String> environment) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user(address));
        properties.setProperty("currentSchema", schema(address));
        properties.setProperty("ApplicationName", "narsil");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        // What the server says in detail quotes values.
        properties.setProperty("logServerErrorDetail", "false");
        if (hasPassword(environment)) {
            properties.setProperty(PostgresPassword.PROPERTY, environment.get(PASSWORD));
            properties.setProperty("authenticationPluginClassName", PostgresPassword.class.getName());
        }
        for (String setting : PASSED_ON) {
            if (address.settings().containsKey(setting)) {
                properties.setProperty(setting, address.settings().get(setting));
            }
        }
        String database =
                URLEncoder.encode(address.database(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Driver()
                .connect("jdbc:postgresql://" + address.host() + ":" + port(address) + "/" + database, properties);
    }
}
