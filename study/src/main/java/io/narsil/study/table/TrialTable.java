package io.narsil.study.table;

import io.narsil.config.UserException;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.study.folder.RunFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * All trials of a run as they stand, whether it is over or not.
 *
 * @param space space that is searched
 * @param rows trials in the order of their numbers
 * @param damaged faults of trials that cannot be read, which are not among the rows
 * @param finished state of the run: true where it is over
 */
public record TrialTable(SearchSpace space, List<TrialRow> rows, List<UserException> damaged, boolean finished) {
    public TrialTable {
        rows = List.copyOf(rows);
        damaged = List.copyOf(damaged);
    }

    /**
     * Reads a run without writing to it or locking anything, so that a search which is going on there does not notice.
     *
     * @throws UserException where there is no run, or its store cannot be read
     */
    public static TrialTable read(RunFolder run) {
        List<UserException> damaged = new ArrayList<>();
        try (RunTrials trials = RunTrials.open(run)) {
            return new TrialTable(trials.space(), trials.readable(damaged::add), damaged, run.finished());
        }
    }

    /** The names of the space's parameters that are of the architecture: columns that are there before any trial is. */
    List<String> architecture() {
        return parameters(Parameter.Group.ARCHITECTURE);
    }

    /** The names of the space's parameters that are of the recipe. */
    List<String> recipe() {
        return parameters(Parameter.Group.RECIPE);
    }

    private List<String> parameters(Parameter.Group group) {
        return space.parameters().stream()
                .filter(p -> p.group() == group)
                .map(Parameter::name)
                .toList();
    }
}
