package io.narsil.dashboard.run;

import java.util.List;
import java.util.Optional;

/** Runs that are kept elsewhere than in folders, such as in the database of a server. */
public interface Elsewhere extends AutoCloseable {
    /** The runs by name, as far as they are known; nobody waits for them. */
    List<WatchedRun> runs();

    /** The name of the run here whose trials are at an address; nothing where that is not here. */
    Optional<String> name(String address);

    /** Where they are, for people. */
    String shown();

    /** What is wrong with the place; empty where nothing is. */
    String problem();

    @Override
    void close();
}
