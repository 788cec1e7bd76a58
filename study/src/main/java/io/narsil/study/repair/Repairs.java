package io.narsil.study.repair;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.WeightShapes;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Problem;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStores;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is damaged in a run folder is set aside and made again.
 *
 * @param events listener that hears what was found
 */
public record Repairs(RunFolder folder, StudyListener events) {
    /** Sets a damaged database aside: its trials are run again, and come to the same. */
    public void database() {
        Path database = folder.database();
        if (!TrialStores.damaged(database.toString())) {
            return;
        }
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

    /**
     * Reopens finalists whose weights were lost or damaged: a finalist is over only while its weights are there. Of
     * several for a budget, under plans that changed, the last is looked at; nobody asks for the others.
     *
     * @param trials trials of the run so far
     */
    public void weights(Problem problem, List<StoredTrial> trials) {
        for (StoredTrial stored : finalists(trials)) {
            if (!sound(problem, stored.trial())) {
                stored.trial()
                        .teacher()
                        .ifPresent(id -> bringBack(trials.get(id).trial()));
            }
        }
    }

    /** Puts the weights of members to where students find them: another budget's may be trained after its teacher's. */
    public void teachers(List<StoredTrial> trials) {
        finalists(trials).forEach(t -> bringBack(t.trial()));
    }

    /** The last finalist of each budget, where it was trained to its end. */
    private static List<StoredTrial> finalists(List<StoredTrial> trials) {
        Map<String, StoredTrial> last = new LinkedHashMap<>();
        trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.FINALIST)
                .forEach(t -> last.put(t.trial().budget(), t));
        return last.values().stream()
                .filter(t -> t.result().filter(TrialResult::done).isPresent())
                .toList();
    }

    /** Puts the weights of a member, which were moved to the family, to where a student finds them. */
    private void bringBack(Trial teacher) {
        Path moved = folder.model(teacher.budget()).weights();
        if (!Files.exists(folder.weights(teacher.id())) && Files.exists(moved)) {
            WholeFile.write(folder.weights(teacher.id()), out -> Files.copy(moved, out));
        }
    }

    /** Whether a finalist's weights are there and sound; otherwise it is reopened. */
    private boolean sound(Problem problem, Trial trial) {
        Path file = folder.weights(trial.id());
        // They are moved to the family at the end, just before the run is over.
        Path there = Files.exists(file) || another(trial)
                ? file
                : folder.model(trial.budget()).weights();
        try {
            WeightFile.read(there, WeightShapes.of(problem.network(trial.candidate())), List.of());
            return true;
        } catch (UserException e) {
            if (Files.exists(there)) {
                WholeFile.setAside(there);
            }
            events.on(new StudyEvent.TrialReopened(
                    trial.id(),
                    there.getFileName().toString(),
                    e.problems().get(0).what()));
            return false;
        }
    }

    /** Whether the member that was written for a trial's budget is another candidate, of an earlier plan. */
    private boolean another(Trial trial) {
        Path metrics = folder.model(trial.budget()).metrics();
        return Files.exists(metrics)
                && !trial.candidate()
                        .fingerprint()
                        .equals(Json.map(metrics, Object.class).get("candidate"));
    }
}
