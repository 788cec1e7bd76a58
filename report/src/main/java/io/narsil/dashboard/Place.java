package io.narsil.dashboard;

import io.narsil.config.UserException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a server listens, by which names it may be called, and what it asks of callers.
 *
 * @param host name or address in the address of its pages
 * @param names names and addresses that a request may call it by, in lower case
 * @param token secret that a request must know; empty where only this machine can call
 */
public record Place(InetAddress address, String host, Set<String> names, String token) {
    private static final int TOKEN_BYTES = 24;
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

    public Place {
        names = Set.copyOf(names);
    }

    /** This machine alone. */
    public static Place here() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new Place(loopback, shown(loopback), HERE, "");
    }

    /**
     * A host of the user's choice, such as {@code 0.0.0.0} for all networks of this machine; others than this machine need a token,
     * which is drawn anew for each server.
     *
     * @throws UserException where there is no such host
     */
    public static Place at(String host) {
        InetAddress address;
        try {
            address = InetAddress.getAllByName(host)[0];
        } catch (UnknownHostException e) {
            throw new UserException(
                    "--host",
                    "there is no host \"" + host + "\"",
                    "an address of this machine, or 0.0.0.0 for all of them");
        }
        Set<String> names = new HashSet<>(HERE);
        names.add(host.toLowerCase(Locale.ROOT));
        names.add(shown(address));
        if (address.isLoopbackAddress()) {
            return new Place(address, shown(address), names, "");
        }
        String called = host;
        if (address.isAnyLocalAddress()) {
            called = own(names);
        }
        return new Place(address, called, names, "").secret();
    }

    /** The same place, which only who knows a token can call, on this machine, too; as it is where it has one. */
    Place secret() {
        if (!token.isEmpty()) {
            return this;
        }
        byte[] drawn = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(drawn);
        return new Place(
                address, host, names, Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
    }

    /** Adds the names and addresses of this machine, and gives one by which others may reach it. */
    private static String own(Set<String> names) {
        String called = "localhost";
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            names.add(name);
            called = name;
        } catch (UnknownHostException e) {
            // It has no name that it knows itself: its addresses are enough.
        }
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(a -> names.add(shown(a)));
        } catch (SocketException e) {
            // Then it can be called by its name.
        }
        return called;
    }

    /** An address without the name of a network card. */
    private static String shown(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "").replace("0:0:0:0:0:0:0:1", "::1");
    }

    /** Whether a request may call the server so: a page of another site whose name leads here may not. */
    boolean knows(String hostHeader) {
        String name = hostHeader.toLowerCase(Locale.ROOT);
        name = name.startsWith("[")
                ? name.replaceFirst("^\\[([^]]*)\\](:[0-9]+)?$", "$1")
                : name.replaceFirst(":[0-9]+$", "");
        return names.contains(name) || names.contains(name.replaceFirst("\\.$", ""));
    }

    /** The address of the first page. */
    String url(int port) {
        String called = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + called + ":" + port + "/" + (token.isEmpty() ? "" : "?token=" + token);
    }
}
