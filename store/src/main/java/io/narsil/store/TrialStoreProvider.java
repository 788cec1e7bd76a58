package io.narsil.store;

import java.util.Set;

/**
 * Opens stores of one kind. A class that is named in {@code META-INF/services/io.narsil.store.TrialStoreProvider} of
 * its jar is found by {@link TrialStores}; it needs a public constructor without arguments.
 */
public interface TrialStoreProvider {
    /** What the addresses of its stores begin with, without a colon, such as {@code postgresql}. */
    Set<String> schemes();

    /** Opens a store, or makes it. */
    TrialStore open(String address);

    /**
     * Opens a store that is there, to read: nothing of it is made or changed.
     *
     * @throws io.narsil.config.UserException where there is none
     */
    TrialStore existing(String address);

    /** Whether something is there that is no sound store, so that {@link #open} would fail until it is moved away. */
    default boolean damaged(String address) {
        return false;
    }
}
