package io.narsil.study.setup;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.PreparedData;
import io.narsil.study.Study;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;

/** The images of a run: decoded once, and the same ones to its end. */
final class RunImages {
    private RunImages() {}

    /** Reads what the run was begun with or, where it is new, the images that the study names. */
    static DataSet of(Study study, RunFolder folder, StudyListener events) {
        boolean begun = Files.exists(folder.provenance());
        DataSet data = begun && Files.exists(folder.images())
                ? PreparedData.read(folder.images())
                : PreparedData.write(
                        folder.images(),
                        study.data(),
                        DataSources.of(study.data(), study.lines().data()),
                        note -> events.on(new StudyEvent.DataNoted(note)));
        if (begun && !data.fingerprint().equals(Provenance.read(folder).data())) {
            throw new UserException(
                    folder.images().toString(),
                    "the images are not those that this run was begun with",
                    "give the study another folder with --out");
        }
        return data;
    }
}
