package io.narsil.study.repair;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.WeightShapes;
import io.narsil.search.Plans;
import io.narsil.search.Trial;
import io.narsil.space.Problem;
import io.narsil.store.StorePlace;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is damaged in a run folder is set aside and made again.
 *
 * @param events listener that hears what was found
 */
public record Repairs(RunFolder folder, StudyListener events) {
    /** Sets a damaged database aside: its trials are run again, and come to the same. One that is not in the folder is refused. */
    public void database() {
        StorePlace place = new StorePlace(folder.database(), folder.store());
        if (!place.damaged()) {
            return;
        }
        if (place.elsewhere()) {
            // The note may be somebody else's, and name any file.
            throw new UserException(
                    place.address(),
                    "the database is damaged",
                    "take it from a copy; without " + folder.store().getFileName() + " all trials run again");
        }
        Path database = folder.database();
        Path aside = WholeFile.setAside(database);
        for (String journal : List.of("-wal", "-shm")) {
            Path file = database.resolveSibling(database.getFileName() + journal);
            if (Files.exists(file)) {
                WholeFile.setAside(file);
            }
        }
        events.on(new StudyEvent.FileDamaged(
                database.toString(), aside.getFileName().toString()));
    }

    /** Lets trials whose rows are damaged run again. */
    public void rows(StudyTrials trials) {
        List<Integer> again = trials.mended();
        if (!again.isEmpty()) {
            events.on(new StudyEvent.TrialsDamaged(again));
        }
    }

    /**
     * Reopens finalists, and what was made by hand, whose weights were lost or damaged: they are over only while these are there. Of
     * several for a budget, the one whose weights are kept is looked at; nobody asks for the others.
     *
     * @param plans plans that the run has followed
     * @param trials trials of the run so far
     */
    public void weights(Problem problem, Plans plans, List<StoredTrial> trials) {
        Set<Integer> lost = new HashSet<>(answers(trials));
        for (Trial member : NeededWeights.of(plans, trials).members(problem)) {
            if (!lost.contains(member.id()) && !sound(problem, member)) {
                lost.add(member.id());
            }
        }
        for (StoredTrial stored : trials) {
            if (lost.contains(stored.id()) || stored.result().isEmpty()) {
                stored.trial()
                        .teacher()
                        .ifPresent(id -> bringBack(trials.get(id).trial()));
            }
        }
    }

    /** Reopens trials whose answers to the images are damaged; those that have none are none of them. */
    private List<Integer> answers(List<StoredTrial> trials) {
        List<Integer> damaged = new ArrayList<>();
        for (StoredTrial stored : trials) {
            Path file = folder.predictions(stored.id());
            if (stored.result().isPresent() && Files.exists(file)) {
                try {
                    Safetensors.read(file);
                } catch (UserException e) {
                    WholeFile.setAside(file);
                    reopen(stored.id(), file, e);
                    damaged.add(stored.id());
                }
            }
        }
        return damaged;
    }

    private void reopen(int trial, Path file, UserException reason) {
        events.on(new StudyEvent.TrialReopened(
                trial, file.getFileName().toString(), reason.problems().get(0).what()));
    }

    /** Puts the weights of members to where students find them: another budget's may be trained after its teacher's. */
    public void teachers(Plans plans, List<StoredTrial> trials) {
        NeededWeights.of(plans, trials).finalists().forEach(this::bringBack);
    }

    /** Puts the weights of a member, which were moved to the family, to where a student finds them. */
    void bringBack(Trial teacher) {
        Path moved = moved(teacher);
        if (!Files.exists(folder.weights(teacher.id())) && Files.exists(moved)) {
            WholeFile.write(folder.weights(teacher.id()), out -> Files.copy(moved, out));
        }
    }

    /** Whether a member's weights are there and sound; otherwise it is reopened. */
    private boolean sound(Problem problem, Trial trial) {
        if (trial.kind() == Trial.Kind.HAND) {
            return sound(problem, trial, folder.byHand(trial.id()));
        }
        Path file = folder.weights(trial.id());
        boolean waits = Files.exists(file) || (another(trial) && !Files.exists(moved(trial)));
        return sound(problem, trial, waits ? file : moved(trial));
    }

    /** Where a finalist's weights are from the end of a search on: the member's, or beside those of the member that is another one. */
    private Path moved(Trial trial) {
        ModelFolder model = folder.model(trial.budget());
        Path kept = model.kept(trial.id());
        return Files.exists(kept) || another(trial) ? kept : model.weights();
    }

    private boolean sound(Problem problem, Trial trial, Path there) {
        try {
            WeightFile.read(there, WeightShapes.of(problem.architecture(trial.candidate())), List.of());
            return true;
        } catch (UserException e) {
            if (Files.exists(there)) {
                WholeFile.setAside(there);
            }
            reopen(trial.id(), there, e);
            return false;
        }
    }

    /** Whether the member that was written for a trial's budget is another one, of another plan. */
    private boolean another(Trial trial) {
        return folder.model(trial.budget())
                .ofAnother(trial.id(), trial.candidate().fingerprint());
    }
}
