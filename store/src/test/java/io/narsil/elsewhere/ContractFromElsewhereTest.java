package io.narsil.elsewhere;

import io.narsil.store.TrialStore;
import io.narsil.store.TrialStoreContract;
import io.narsil.store.TrialStores;

/** The contract as another project runs it: from a package of its own, with nothing but what is public. */
class ContractFromElsewhereTest extends TrialStoreContract {
    @Override
    protected TrialStore open() {
        return TrialStores.open("memory:");
    }
}
