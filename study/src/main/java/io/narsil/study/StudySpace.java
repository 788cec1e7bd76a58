package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.PreparedData;
import io.narsil.space.Problem;

/** What a study searches, before it has a run folder. */
public final class StudySpace {
    private StudySpace() {}

    /** The problem without latencies; reads the images, whose size and classes it depends on. */
    public static Problem problem(Study study) {
        if (study.score().finds()) {
            throw new UserException(
                    study.lines().file(), "latencies of detectors are not known yet", "a study that classifies");
        }
        DataSet data = PreparedData.temporary(
                study.data(), DataSources.of(study.data(), study.lines().data()));
        Problem problem = study.problem(data);
        Checks.images(study, data, problem.space());
        return problem;
    }
}
