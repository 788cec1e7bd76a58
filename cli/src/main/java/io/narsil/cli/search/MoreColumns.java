package io.narsil.cli.search;

import io.narsil.study.folder.Detail;
import io.narsil.study.folder.StudyResult;
import java.util.List;
import java.util.Optional;

/** What a table of a family says of the test images beside the score that was searched for. */
interface MoreColumns {
    /** Those of a result's task. */
    static MoreColumns of(StudyResult result) {
        return result.finds() ? new BoxTexts(result) : new ClassTexts(result);
    }

    /** The headings. */
    List<String> columns();

    /** The cells of one row. */
    List<String> cells(Detail detail);

    /** How far the test score may be off by chance, 0..1; nothing where the answers do not tell. */
    Optional<Double> chance(Detail detail);

    /** What is said below the table. */
    String below();
}
