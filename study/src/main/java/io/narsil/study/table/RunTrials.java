package io.narsil.study.table;

import io.narsil.config.UserException;
import io.narsil.space.SearchSpace;
import io.narsil.store.StorePlace;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.images.RunSpace;
import io.narsil.study.predictor.KeptPredictor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The trials that a run's store holds now, read from a copy: a search that goes on does not notice. */
public final class RunTrials implements AutoCloseable {
    private final TrialStore store;
    private final SearchSpace space;
    private final Optional<StudyTrials> trials;

    private RunTrials(TrialStore store, SearchSpace space, Optional<StudyTrials> trials) {
        this.store = store;
        this.space = space;
        this.trials = trials;
    }

    /**
     * Reads a run without writing to it or locking anything.
     *
     * @throws UserException where there is no run, or its store cannot be read
     */
    public static RunTrials open(RunFolder run) {
        check(run);
        List<SearchSpace> spaces = spaces(run);
        TrialStore store = new StorePlace(run.database(), run.store()).snapshot();
        try {
            List<String> studies = store.studies();
            return new RunTrials(
                    store,
                    spaces.get(0),
                    studies.isEmpty() ? Optional.empty() : Optional.of(store.study(name(run, studies), spaces)));
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /**
     * The address where a run's trials are kept; nothing where that is its folder.
     *
     * @throws UserException where the file that says so cannot be read
     */
    public static Optional<String> elsewhere(RunFolder run) {
        StorePlace place = new StorePlace(run.database(), run.store());
        return place.elsewhere() ? Optional.of(place.address()) : Optional.empty();
    }

    /** One trial; nothing where none has the number, and a {@link UserException} where it is damaged. */
    public Optional<TrialRow> trial(int id) {
        return trials.flatMap(t -> t.trial(id)).map(TrialRow::of);
    }

    /** All trials in order, without those that are damaged. */
    List<TrialRow> readable(Consumer<UserException> damaged) {
        return trials.stream()
                .flatMap(t -> t.readable(damaged).stream())
                .map(TrialRow::of)
                .toList();
    }

    SearchSpace space() {
        return space;
    }

    @Override
    public void close() {
        store.close();
    }

    private static void check(RunFolder run) {
        if (!Files.isDirectory(run.path())) {
            throw new UserException(
                    run.path().toString(), "there is no such run folder", "runs/NAME, with a study's name");
        }
        for (Path needed : List.of(run.space(), run.trials())) {
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
