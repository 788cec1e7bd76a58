package io.narsil.store;

import io.narsil.config.UserException;
import java.util.Set;

/** Opens stores in memory, a new one each time: {@code memory:}. */
final class MemoryProvider implements TrialStoreProvider {
    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public TrialStore open(String address) {
        return new MemoryTrialStore();
    }

    @Override
    public TrialStore existing(String address) {
        throw new UserException(address, "a store in memory is gone when it is closed", "the path of a database");
    }
}
