package io.narsil.store;

import io.narsil.config.AddressPassword;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens stores by their addresses: {@code sqlite:PATH}, {@code jdbc:sqlite:PATH} or a plain path for a file, {@code
 * postgresql://user@host/database} for a server, {@code memory:} for one that is lost when the program ends, and the addresses
 * of each {@link TrialStoreProvider} on the class path.
 */
public final class TrialStores {
    /** A scheme has at least two letters, so that {@code C:\runs\study.db} is a path. */
    private static final Pattern SCHEME = Pattern.compile("^((?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    private TrialStores() {}

    /**
     * Opens a store, or creates it if it is missing.
     *
     * @throws UserException where the address is of no known kind, or the store cannot be opened
     */
    public static TrialStore open(String address) {
        return provider(address).open(address);
    }

    /**
     * Opens an existing store for reading; nothing is created or changed.
     *
     * @throws UserException where there is none, or it cannot be read
     */
    public static TrialStore existing(String address) {
        return provider(address).existing(address);
    }

    /**
     * Opens what an existing store holds now, for who only looks: nothing of it or beside it is touched, not even by a lock, and
     * what is written later is not seen. Not for a process that has the same store open, too: to read a file and close it takes
     * from a process all locks that it has on that file.
     *
     * @throws UserException where there is none, or it cannot be read
     */
    public static TrialStore snapshot(String address) {
        return provider(address).snapshot(address);
    }

    /** Whether a damaged store is at an address; false for one of another version. */
    public static boolean damaged(String address) {
        return provider(address).damaged(address);
    }

    /** The file that a store is; nothing where it is none. */
    static Optional<Path> file(String address) {
        return provider(address).file(address);
    }

    /** Whether a store is at an address. */
    static boolean there(String address) {
        return provider(address).there(address);
    }

    /** Makes room for the trials of a run that begins, and returns its address. */
    static String claim(String address, String run) {
        return provider(address).claim(address, run);
    }

    private static TrialStoreProvider provider(String address) {
        Matcher scheme = SCHEME.matcher(address);
        // A path that a program has made has no two slashes.
        if (scheme.matches() || address.contains("//")) {
            AddressPassword.refuse(AddressPassword.shown(address), address);
        }
        if (!scheme.matches()) {
            return new SqliteProvider();
        }
        Map<String, TrialStoreProvider> known = new LinkedHashMap<>();
        add(new SqliteProvider(), known);
        add(new PostgresProvider(), known);
        add(new MemoryProvider(), known);
        ServiceLoader.load(TrialStoreProvider.class).forEach(p -> add(p, known));
        TrialStoreProvider found = known.get(scheme.group(1));
        if (found == null) {
            String nearest = Nearest.of(scheme.group(1), known.keySet())
                    .map(s -> "\"" + s + ":\"")
                    .orElseGet(() -> "one of " + String.join(":, ", new TreeSet<>(known.keySet()))
                            + ":, or a path that begins with \"./\"");
            throw new UserException(
                    AddressPassword.shown(address), "no store is known for \"" + scheme.group(1) + ":\"", nearest);
        }
        return found;
    }

    private static void add(TrialStoreProvider provider, Map<String, TrialStoreProvider> known) {
        provider.schemes().forEach(scheme -> known.putIfAbsent(scheme, provider));
    }
}
