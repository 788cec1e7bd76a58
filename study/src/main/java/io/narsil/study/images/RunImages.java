package io.narsil.study.images;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.PreparedData;
import io.narsil.files.WholeFile;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The images of a run: decoded once, and the same ones to its end. */
public final class RunImages {
    private RunImages() {}

    /**
     * Reads what the run was begun with or, where it is new, the images that the study names. Images that were damaged
     * are set aside and decoded again.
     */
    public static DataSet of(Study study, RunFolder folder, StudyListener events) {
        if (!Files.exists(folder.provenance())) {
            return decoded(study, folder, events);
        }
        String wanted = Provenance.read(folder).data();
        if (Files.exists(folder.images())) {
            Optional<DataSet> kept = kept(folder).filter(d -> d.fingerprint().equals(wanted));
            if (kept.isPresent()) {
                return kept.get();
            }
            Path aside = WholeFile.setAside(folder.images());
            events.on(new StudyEvent.FileDamaged(
                    folder.images().toString(), aside.getFileName().toString()));
        }
        DataSet again = decoded(study, folder, events);
        if (!again.fingerprint().equals(wanted)) {
            throw new UserException(
                    folder.images().toString(),
                    "the images are not those that this run was begun with",
                    "give the study another folder with --out");
        }
        return again;
    }

    private static Optional<DataSet> kept(RunFolder folder) {
        try {
            return Optional.of(PreparedData.read(folder.images()));
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    private static DataSet decoded(Study study, RunFolder folder, StudyListener events) {
        return PreparedData.write(
                folder.images(),
                study.data(),
                DataSources.of(study.data(), study.lines().data()),
                note -> events.on(new StudyEvent.DataNoted(note)));
    }
}
