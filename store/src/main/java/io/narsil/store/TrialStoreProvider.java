package io.narsil.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Opens stores of one kind. {@link TrialStores} finds each class that is named in {@code
 * META-INF/services/io.narsil.store.TrialStoreProvider} of its jar and has a public constructor without arguments.
 */
public interface TrialStoreProvider {
    /** The schemes with which addresses of its stores begin, without colon, such as {@code postgresql}. */
    Set<String> schemes();

    /** Opens a store, or creates it if it is missing. */
    TrialStore open(String address);

    /**
     * Opens an existing store for reading; nothing is created or changed.
     *
     * @throws io.narsil.config.UserException where there is none
     */
    TrialStore existing(String address);

    /**
     * Opens what an existing store holds now. A store in files touches none of them, not even by a lock; one of a server may
     * be opened as usual.
     *
     * @throws io.narsil.config.UserException where there is none
     */
    default TrialStore snapshot(String address) {
        return existing(address);
    }

    /** Whether a damaged store is at the address, so that {@link #open} would fail until it is moved away. */
    default boolean damaged(String address) {
        return false;
    }

    /** The file that a store is; nothing where it is none, as on a server. */
    default Optional<Path> file(String address) {
        return Optional.empty();
    }

    /**
     * Whether a store is at the address. Where it is on a server, the server is asked.
     *
     * @throws io.narsil.config.UserException where that cannot be found out
     */
    default boolean there(String address) {
        return true;
    }

    /**
     * Makes room for the trials of a run that begins, which no other run has.
     *
     * @param run name of the run, which may be that of others
     * @return address of that room, which may say more than the one that was given
     * @throws io.narsil.config.UserException where another run has it
     */
    default String claim(String address, String run) {
        return address;
    }
}
