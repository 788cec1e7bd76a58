package io.narsil.dashboard.run;

import io.narsil.dashboard.log.RunLog;
import io.narsil.report.part.FrontGrowth;
import io.narsil.report.part.RungView;
import java.util.Map;

/** What charts of a search show of all its trials, made anew only when its log has more. */
final class SearchCharts {
    private final Kept<Map<String, Object>> growth = new Kept<>();
    private final Kept<Map<String, Object>> rungs = new Kept<>();

    /** The fronts of score against each cost, and how they grew. */
    Map<String, Object> growth(RunLog log, StudyOfRun study) {
        return growth.of(log.version() + study.limits(), () -> FrontGrowth.of(log.trained(), study.limits()));
    }

    /** Who has climbed the rungs; empty where candidates do not climb. */
    Map<String, Object> rungs(RunLog log, StudyOfRun study) {
        var levels = RungView.levels(study.plan());
        return rungs.of(log.version() + levels, () -> RungView.of(log.climbers(), levels));
    }
}
