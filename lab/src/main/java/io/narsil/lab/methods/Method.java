package io.narsil.lab.methods;

import io.narsil.lab.table.Lookups;
import io.narsil.random.Seeds;

/** A way to search a table. */
public interface Method {
    /** Looks rows up until no evaluation is left; depends on the seeds and the scores alone. */
    void run(Lookups lookups, Seeds seeds);
}
