package io.narsil.study.images;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.PreparedMarks;
import io.narsil.annotations.ToLearn;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.MarkedFile;
import io.narsil.data.PreparedData;
import io.narsil.files.Fingerprint;
import io.narsil.files.WholeFile;
import io.narsil.study.Study;
import io.narsil.study.event.InputEvents;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

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
            Optional<DataSet> kept = kept(folder, study.score().finds())
                    .filter(d -> fingerprint(study, folder, d).equals(wanted));
            if (kept.isPresent()) {
                return kept.get();
            }
            Path aside = WholeFile.setAside(folder.images());
            events.on(new StudyEvent.FileDamaged(
                    folder.images().toString(), aside.getFileName().toString()));
        }
        DataSet again = decoded(study, folder, events);
        if (!fingerprint(study, folder, again).equals(wanted)) {
            throw new UserException(
                    folder.images().toString(),
                    "the images are not those that this run was begun with",
                    "give the study another folder with --out");
        }
        return again;
    }

    /** What is said of the classes of images that were read: how many images, or objects, each of them has. */
    public static StudyEvent counted(Study study, RunFolder folder, DataSet data) {
        return study.score().finds()
                ? MarkedCounts.event(MarkedFile.read(folder.objects(), data), data.classes())
                : InputEvents.counted(data);
    }

    /** A hash of all that a training can depend on: the images, and what is marked in them. */
    public static String fingerprint(Study study, RunFolder folder, DataSet data) {
        return data.fingerprint() + (study.score().finds() ? "-" + Fingerprint.of(folder.objects()) : "");
    }

    private static Optional<DataSet> kept(RunFolder folder, boolean marked) {
        try {
            DataSet data = PreparedData.read(folder.images());
            if (marked) {
                MarkedFile.read(folder.objects(), data);
            }
            return Optional.of(data);
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    private static DataSet decoded(Study study, RunFolder folder, StudyListener events) {
        Consumer<String> notes = note -> events.on(new StudyEvent.DataNoted(note));
        String where = study.lines().data();
        if (study.score().finds()) {
            AnnotatedFolder marked = AnnotatedFolder.read(study.data(), where);
            ToLearn.check(marked, where);
            return PreparedMarks.write(folder.images(), folder.objects(), marked, study.data(), notes);
        }
        return PreparedData.write(folder.images(), study.data(), DataSources.of(study.data(), where), notes);
    }
}
