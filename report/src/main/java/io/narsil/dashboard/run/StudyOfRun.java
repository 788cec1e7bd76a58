package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.search.SearchPlan;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** The study that a run follows, read again when its file has changed. */
final class StudyOfRun {
    private static final List<String> UNKNOWN = List.of("--data", "DATA");

    private final RunFolder run;
    private FileTime read;
    private SearchPlan plan;
    private String score = "score";
    private List<String> images = UNKNOWN;
    private boolean timed;
    private List<String> faults = List.of();

    StudyOfRun(RunFolder run) {
        this.run = run;
    }

    void look() {
        FileTime now = time();
        if (now == null || now.equals(read)) {
            return;
        }
        read = now;
        try {
            Study study = StudyFile.look(run);
            plan = study.plan();
            score = study.score().text();
            images = study.imageOptions();
            timed = study.time().limited();
            faults = List.of();
        } catch (UserException e) {
            faults = StoreReading.texts(e);
        }
    }

    private FileTime time() {
        try {
            return Files.getLastModifiedTime(run.study());
        } catch (IOException e) {
            return null;
        }
    }

    /** The plan; null where the study cannot be read. */
    SearchPlan plan() {
        return plan;
    }

    /** Whether a clock plans its rounds. */
    boolean timed() {
        return timed;
    }

    /** The name of the score, as people read it. */
    String score() {
        return score;
    }

    List<String> images() {
        return images;
    }

    List<String> faults() {
        return faults;
    }
}
