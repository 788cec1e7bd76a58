package io.narsil.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database on a server, such as {@code postgresql://anna@db.example.org:5432/narsil?sslmode=require}. It never
 * has a password, so that it can be kept and shown.
 *
 * @param scheme kind of the server
 * @param user name to log in with; empty for that of the system
 * @param host name or number of the machine, an IPv6 one in brackets
 * @param port port; 0 for the usual one
 * @param database name of the database
 * @param settings settings after the question mark
 */
public record ServerAddress(
        String scheme, Optional<String> user, String host, int port, String database, Map<String, String> settings) {
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]*)://(?:([^@/?#]*)@)?"
            + "(\\[[0-9A-Fa-f:.]+]|[\\w.-]+)(?::([0-9]{1,5}))?/([^/?#]+)(?:\\?([^?#]*))?");

    private static final int LAST_PORT = 65_535;

    public ServerAddress {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Reads an address.
     *
     * @param where place that a message names; never the address itself, which might have a password
     * @throws UserException where it is none, or has a password
     */
    public static ServerAddress parse(String where, String text) {
        AddressPassword.refuse(where, text);
        Matcher form = FORM.matcher(text);
        int port = form.matches() && form.group(4) != null ? Integer.parseInt(form.group(4)) : 0;
        if (!form.matches() || port > LAST_PORT) {
            throw new UserException(
                    where,
                    "\"" + Printable.brief(AddressPassword.shown(text))
                            + "\" is not the address of a database on a server",
                    "postgresql://USER@HOST:PORT/DATABASE");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        String query = form.group(6) == null ? "" : form.group(6);
        for (String setting : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UserException(
                        where,
                        "\"" + Printable.brief(AddressPassword.shown(setting)) + "\" is no setting of an address",
                        "?sslmode=require");
            }
            settings.put(setting.substring(0, equals), decoded(where, setting.substring(equals + 1)));
        }
        return new ServerAddress(
                form.group(1),
                Optional.ofNullable(form.group(2)).filter(u -> !u.isEmpty()).map(u -> decoded(where, u)),
                form.group(3),
                port,
                decoded(where, form.group(5)),
                settings);
    }

    private static String decoded(String where, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UserException(where, "\"" + Printable.brief(text) + "\" has a % that is no letter's number", "");
        }
    }

    /** The text of an address with another setting. */
    public static String with(String address, String setting, String value) {
        return address + (address.contains("?") ? "&" : "?") + setting + "=" + value;
    }
}
