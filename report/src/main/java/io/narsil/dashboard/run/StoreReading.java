package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.RunTrials;
import io.narsil.study.table.TrialRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

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
        try (RunTrials trials = RunTrials.open(run)) {
            return of(trials::trial, wanted, next);
        } catch (UserException e) {
            return new StoreReading(
                    List.of(), texts(e).stream().limit(MOST_FAULTS).toList());
        } catch (RuntimeException e) {
            return new StoreReading(List.of(), texts(run.trials(), e));
        }
    }

    /**
     * Reads trials.
     *
     * @param trials function from a number to its trial
     */
    static StoreReading of(IntFunction<Optional<TrialRow>> trials, List<Integer> wanted, int next) {
        List<TrialRow> rows = new ArrayList<>();
        Set<String> faults = new LinkedHashSet<>();
        for (int id : wanted) {
            read(trials, id, rows, faults);
        }
        // Those that were chosen and never told of stand at the end, one after the other. A copy that cannot be
        // read fails at every number, so that the first failure is the end.
        int id = next;
        while (read(trials, id, rows, faults) && !Thread.currentThread().isInterrupted()) {
            id++;
        }
        return new StoreReading(rows, faults.stream().limit(MOST_FAULTS).toList());
    }

    /** Whether there is a sound trial of that number. */
    private static boolean read(
            IntFunction<Optional<TrialRow>> trials, int id, List<TrialRow> rows, Set<String> faults) {
        try {
            Optional<TrialRow> row = trials.apply(id);
            row.ifPresent(rows::add);
            return row.isPresent();
        } catch (UserException e) {
            faults.addAll(texts(e));
            return false;
        }
    }

    /** What is said of a failure to read a file, also of one that nobody foresaw: a page must not wait for it for ever. */
    static List<String> texts(Path file, RuntimeException e) {
        return e instanceof UserException known ? texts(known) : List.of(file + ": it cannot be read: " + e);
    }

    static List<String> texts(UserException e) {
        return e.problems().stream().map(Object::toString).toList();
    }
}
