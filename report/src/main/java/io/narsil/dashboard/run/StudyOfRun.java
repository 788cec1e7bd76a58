package io.narsil.dashboard.run;

import io.narsil.config.UserException;
import io.narsil.report.part.FrontGrowth;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
            timed = study.time().rounds();
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

    /** The number of rounds that it plans; nothing where a clock plans them, or it cannot be read. */
    OptionalInt rounds() {
        return plan == null || timed ? OptionalInt.empty() : OptionalInt.of(plan.rounds());
    }

    /** The largest limit of each measure; none where it cannot be read. */
    Map<Measure, Long> limits() {
        return plan == null ? Map.of() : FrontGrowth.limits(plan.budgets());
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
