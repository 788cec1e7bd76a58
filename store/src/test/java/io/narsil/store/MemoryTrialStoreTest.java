package io.narsil.store;

class MemoryTrialStoreTest extends TrialStoreContract {
    @Override
    TrialStore open() {
        return new MemoryTrialStore();
    }
}
