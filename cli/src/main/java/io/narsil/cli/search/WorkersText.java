package io.narsil.cli.search;

import io.narsil.config.UserException;
import io.narsil.study.Study;

/** The number of workers on a command line, which has the limits that it has in a study. */
final class WorkersText {
    private WorkersText() {}

    /** @param workers number that was given; null for none */
    static void check(Integer workers) {
        if (workers != null && (workers < 1 || workers > Study.MOST_WORKERS)) {
            throw new UserException("--workers", "it must be from 1 to " + Study.MOST_WORKERS + ", not " + workers, "");
        }
    }
}
