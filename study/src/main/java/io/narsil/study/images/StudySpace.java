package io.narsil.study.images;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.PreparedMarks;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.PreparedData;
import io.narsil.space.Problem;
import io.narsil.study.Checks;
import io.narsil.study.Study;

/** What a study searches, before it has a run folder. */
public final class StudySpace {
    private StudySpace() {}

    /** The problem without latencies; reads the images, whose size and classes it depends on. */
    public static Problem problem(Study study) {
        String where = study.lines().data();
        DataSet data = study.score().finds()
                ? PreparedMarks.temporary(AnnotatedFolder.read(study.data(), where), study.data())
                : PreparedData.temporary(study.data(), DataSources.of(study.data(), where));
        Problem problem = study.problem(data);
        Checks.images(study, data, problem.space());
        return problem;
    }
}
