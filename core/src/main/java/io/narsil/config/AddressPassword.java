package io.narsil.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps passwords out of addresses, and out of what is shown of them, mistyped ones too: without its two slashes {@code
 * anna:secret@host} looks like a scheme and a user, so only {@code scheme://user@} is taken for one that has none.
 */
public final class AddressPassword {
    private static final Pattern SLASHES = Pattern.compile("(?:(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*:)?//");

    /** What may stand before an {@code @}. */
    private static final Pattern USER = Pattern.compile(
            "(?!.*%3A)(?:(?:" + SLASHES + ")[^:/?#@]*|[^:/?#@\\s]*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** A file, in whose path an {@code @} is a letter like others. */
    private static final Pattern FILE = Pattern.compile(
            "(?:(?:jdbc:)?sqlite:|file:(?://(?=/))?)(?:(?:[A-Z]:)?[/\\\\](?!/).*|(?!//)[^:]*)"
                    + "|(?:[A-Z]:)?[/\\\\](?!/)[^:]*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern SETTING =
            Pattern.compile("((?:password|passwd|pwd)\\s*=).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** What stands where a port should, if the host was left out. */
    private static final Pattern NO_PORT =
            Pattern.compile("(//[^/@:\\[\\]]*:)(?!\\d{0,5}(?:[/?#]|$)).*", Pattern.DOTALL);

    private static final String AT = "%40";

    private AddressPassword() {}

    /**
     * Refuses an address that has a password, or may have one.
     *
     * @param where place that a message names; never the address itself
     */
    public static void refuse(String where, String address) {
        if (in(address)) {
            throw new UserException(
                    where,
                    "an address has no password in it, since it is kept with the run and shown",
                    "postgresql://USER@HOST:PORT/DATABASE: take the password out, and set it as PGPASSWORD in the"
                            + " environment, or as a line HOST:PORT:DATABASE:USER:PASSWORD of ~/.pgpass");
        }
    }

    private static boolean in(String address) {
        if (SETTING.matcher(address).find() && !FILE.matcher(address).matches()) {
            return true;
        }
        int at = address.lastIndexOf('@');
        if (at < 0 || FILE.matcher(address).matches()) {
            return false;
        }
        String before = address.substring(0, at);
        String rest = before.substring(slashes(before));
        return !USER.matcher(before).matches()
                && (rest.indexOf(':') >= 0 || rest.toUpperCase(Locale.ROOT).contains("%3A"));
    }

    /** What a message says of an address: all before an {@code @} that is more than a user's name is left out. */
    public static String shown(String address) {
        if (FILE.matcher(address).matches()) {
            return address;
        }
        String text = SETTING.matcher(address).replaceFirst("$1...");
        int at = Math.max(text.lastIndexOf('@'), text.lastIndexOf(AT));
        if (at >= 0 && !USER.matcher(text.substring(0, at)).matches()) {
            return text.substring(0, slashes(text)) + "..." + text.substring(at);
        }
        return NO_PORT.matcher(text).replaceFirst("$1...");
    }

    /** The end of a scheme with its slashes; 0 where there is none. */
    private static int slashes(String text) {
        Matcher found = SLASHES.matcher(text);
        return found.lookingAt() ? found.end() : 0;
    }
}
