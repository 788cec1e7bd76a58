package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.PreparedData;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;

/** The space of a study for its images. */
public final class StudySpace {
    private StudySpace() {}

    /** Costs without latencies; reads the images, whose size and classes they depend on. */
    public static StageCosts costs(Study study) {
        DataSet data = PreparedData.temporary(study.data(), DataSources.of(study.data(), study.dataLine()));
        SearchSpace space = SpaceFile.parse(study.spaceName(), study.spaceText());
        Checks.images(study, data, space);
        return new StageCosts(space, images(data));
    }

    /** The images of a data set as a space sees them. */
    static InputSpec images(DataSet data) {
        return new InputSpec(
                data.train().channels(), data.train().size(), data.classes().size());
    }
}
