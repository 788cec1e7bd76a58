package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.RunTrials;
import io.narsil.study.table.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the store of a run adds to its log: the end of trials that a kill kept from the log, and faults of the store.
 *
 * @param rows trials as they are stored
 * @param faults texts of what is wrong, each once
 */
record StoreReading(List<TrialRow> rows, List<String> faults) {
    private static final int MOST_FAULTS = 5;

    /**
     * Reads trials from a copy of the store.
     *
     * @param wanted numbers of trials of which the store may know more
     * @param next number from which on all trials are read
     */
    static StoreReading of(RunFolder run, List<Integer> wanted, int next) {
        List<TrialRow> rows = new ArrayList<>();
        Set<String> faults = new LinkedHashSet<>();
        try (RunTrials trials = RunTrials.open(run)) {
            for (int id : wanted) {
                read(trials, id, rows, faults);
            }
            // Those that were chosen and never told of stand at the end, one after the other.
            for (int id = next; read(trials, id, rows, faults); id++) {
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        } catch (UserException e) {
            faults.addAll(texts(e));
        }
        return new StoreReading(rows, faults.stream().limit(MOST_FAULTS).toList());
    }

    /** Whether there is a trial of that number, damaged or not. */
    private static boolean read(RunTrials trials, int id, List<TrialRow> rows, Set<String> faults) {
        try {
            Optional<TrialRow> row = trials.trial(id);
            row.ifPresent(rows::add);
            return row.isPresent();
        } catch (UserException e) {
            faults.addAll(texts(e));
            return true;
        }
    }

    static List<String> texts(UserException e) {
        return e.problems().stream().map(Object::toString).toList();
    }
}
