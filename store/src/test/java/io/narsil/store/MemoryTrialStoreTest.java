package io.narsil.store;

class MemoryTrialStoreTest extends TrialStoreContract {
    @Override
    protected TrialStore open() {
        return new MemoryTrialStore();
    }
}
