package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.network.WeightShapes;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.StageCosts;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStores;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is damaged in a run folder is set aside and made again. */
final class Repairs {
    private final RunFolder folder;
    private final StudyListener events;

    Repairs(RunFolder folder, StudyListener events) {
        this.folder = folder;
        this.events = events;
    }

    /** A damaged database is set aside: its trials are run again, and come to the same. */
    void database() {
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

    /** A finalist is over only while its weights are there: if they were lost or damaged, it is trained again. */
    void weights(StageCosts costs, List<StoredTrial> trials) {
        for (StoredTrial stored : trials) {
            boolean done = stored.result().filter(TrialResult::done).isPresent();
            if (done && stored.trial().kind() == Trial.Kind.FINALIST) {
                weights(costs, stored.trial());
            }
        }
    }

    private void weights(StageCosts costs, Trial trial) {
        Path file = folder.weights(trial.id());
        // They are moved to the family at the end, just before the run is over.
        Path moved = folder.memberWeights(trial.budget());
        Path there = Files.exists(file) ? file : moved;
        try {
            WeightFile.read(
                    there, WeightShapes.of(costs.space().network(trial.candidate(), costs.images())), List.of());
        } catch (UserException e) {
            if (Files.exists(there)) {
                WholeFile.setAside(there);
            }
            events.on(new StudyEvent.TrialReopened(
                    trial.id(),
                    there.getFileName().toString(),
                    e.problems().get(0).what()));
        }
    }
}
