package io.narsil.store;

import io.narsil.space.SearchSpace;
import java.util.List;
import java.util.Set;

/** A kind of store as another project would add it. */
public final class OtherProvider implements TrialStoreProvider {
    /** A store that has nothing. */
    record Other(String address) implements TrialStore {
        @Override
        public List<String> studies() {
            return List.of();
        }

        @Override
        public StudyTrials study(String id, List<SearchSpace> spaces) {
            throw new IllegalStateException(address);
        }

        @Override
        public void close() {}
    }

    @Override
    public Set<String> schemes() {
        return Set.of("other");
    }

    @Override
    public TrialStore open(String address) {
        return new Other(address);
    }

    @Override
    public TrialStore existing(String address) {
        return new Other(address);
    }

    @Override
    public boolean damaged(String address) {
        return address.endsWith("broken");
    }
}
