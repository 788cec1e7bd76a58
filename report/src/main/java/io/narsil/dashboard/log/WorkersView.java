package io.narsil.dashboard.log;

import java.util.List;

/**
 * What the workers of a search do.
 *
 * @param count number of trials that may be trained at the same time; 0 where it was not told
 * @param how words such as {@code as jobs of Slurm}; empty for processes of the machine that searches
 * @param rows workers by their numbers
 */
public record WorkersView(int count, String how, List<Row> rows) {
    /** Of nobody. */
    public static final WorkersView NONE = new WorkersView(0, "", List.of());

    /**
     * A worker.
     *
     * @param worker number of the worker, from 0; null where it was not told
     * @param state state of the worker: training, waiting for its job, or idle
     * @param trial number of the trial that it trains; null where it trains none
     * @param over number of the trial's epochs that are over
     * @param epochs number of epochs that it is trained for; 0 where that is not known
     * @param since time of day at which it began with that
     * @param node name of the machine that it runs on; empty for the one that searches, and where it was not told
     * @param job name of its job; empty where it has none
     */
    public record Row(
            Integer worker,
            String state,
            Integer trial,
            String budget,
            int over,
            int epochs,
            String since,
            String node,
            String job) {}
}
