package io.narsil.store;

import java.util.Properties;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Keeps a password of the environment, which is of no host, from a server that would read it: only one that proves it without
 * learning it (SCRAM) is answered. The address may stand in a run folder of somebody else. Lines of {@code .pgpass} name their
 * host, and are the driver's own concern.
 */
public final class PostgresPassword implements AuthenticationPlugin {
    /** The driver's property that has the password. */
    static final String PROPERTY = "narsil.password";

    private final Properties properties;

    /** Called by the driver with all that it was given. */
    public PostgresPassword(Properties properties) {
        this.properties = properties;
    }

    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
        if (type != AuthenticationRequestType.SASL) {
            throw new PSQLException(
                    "it wants to read the password itself, or its MD5, and PGPASSWORD is of no host",
                    PSQLState.CONNECTION_REJECTED);
        }
        return properties.getProperty(PROPERTY).toCharArray();
    }
}
