package io.narsil.dashboard.run;

import java.util.List;
import java.util.Map;

/**
 * How a run stands.
 *
 * @param state state of the run: running, finished, stopped, or refused where it is not looked into; of one on a server running, idle, or
 *     unknown where nobody tells
 * @param over number of trials that are over
 * @param planned number of trials that there will be, as far as it is known
 * @param share share of the work that is done, 0..1
 * @param left seconds that the rest may take; null where that is not known, or nothing runs
 * @param seconds duration of the run so far
 * @param score name of the score that is searched for
 * @param best best trial of each budget so far
 * @param counts numbers of trials in each state
 * @param problems faults of its files
 * @param report presence of a report
 * @param reading share of the log that is read so far, 0..1; null where it is all of it
 * @param version text that is another one whenever something has happened
 * @param kept address of the server that its trials are read from; empty for a run whose folder is here
 */
public record RunSummary(
        String name,
        String state,
        int over,
        int planned,
        double share,
        Double left,
        double seconds,
        String score,
        List<Best> best,
        Map<String, Integer> counts,
        List<String> problems,
        boolean report,
        Double reading,
        String version,
        String kept) {
    /** The best trial of a budget. */
    public record Best(String budget, double score, int trial) {}
}
