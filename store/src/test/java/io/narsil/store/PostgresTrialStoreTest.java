package io.narsil.store;

import org.junit.jupiter.api.BeforeAll;

class PostgresTrialStoreTest extends DurableTrialStoreContract {
    private static PostgresServer server;
    private static int opened;

    @BeforeAll
    static void start() {
        server = PostgresServer.get();
    }

    @Override
    protected TrialStore open() {
        opened++;
        return again();
    }

    @Override
    protected TrialStore again() {
        return TrialStores.open(address());
    }

    @Override
    protected TrialStore existing() {
        return TrialStores.existing(address());
    }

    private static String address() {
        return server.address("postgres", "?schema=contract_" + opened);
    }
}
