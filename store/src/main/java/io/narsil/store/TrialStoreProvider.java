package io.narsil.store;

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
}
