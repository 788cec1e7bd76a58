package io.narsil.study.table;

import io.narsil.config.UserException;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.images.RunSpace;
import io.narsil.study.predictor.KeptPredictor;
import java.nio.file.Files;
import java.nio.file.Path;
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
        check(run);
        List<SearchSpace> spaces = spaces(run);
        List<UserException> damaged = new ArrayList<>();
        try (TrialStore store = TrialStores.snapshot(run.database().toString())) {
            List<String> studies = store.studies();
            List<TrialRow> rows = studies.isEmpty()
                    ? List.of()
                    : store.study(name(run, studies), spaces).readable(damaged::add).stream()
                            .map(TrialRow::of)
                            .toList();
            return new TrialTable(spaces.get(0), rows, damaged, run.finished());
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

    private static void check(RunFolder run) {
        if (!Files.isDirectory(run.path())) {
            throw new UserException(
                    run.path().toString(), "there is no such run folder", "runs/NAME, with a study's name");
        }
        for (Path needed : List.of(run.space(), run.database())) {
            if (!Files.exists(needed)) {
                throw new UserException(
                        run.path().toString(),
                        "this folder holds no search that was begun: " + needed.getFileName() + " is missing",
                        "runs/NAME, with a study's name");
            }
        }
    }

    /** A run has one study; a store that somebody has shared between runs has several. */
    private static String name(RunFolder run, List<String> studies) {
        return studies.size() == 1 ? studies.get(0) : StudyFile.look(run).name();
    }

    /** The file of the predictor, which is small, knows the size of the images, too, and stays where these were removed. */
    private static List<SearchSpace> spaces(RunFolder run) {
        if (Files.exists(run.predictor())) {
            try {
                return KeptPredictor.spaces(run);
            } catch (UserException e) {
                // It is damaged, or the space is: the other way says which.
                return RunSpace.all(run);
            }
        }
        return RunSpace.all(run);
    }
}
