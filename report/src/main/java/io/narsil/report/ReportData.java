package io.narsil.report;

import io.narsil.report.part.BlockView;
import io.narsil.report.part.FrontGrowth;
import io.narsil.report.part.FrontsView;
import io.narsil.report.part.MemberView;
import io.narsil.report.part.RunFiles;
import io.narsil.report.part.RungView;
import io.narsil.report.part.WorthView;
import io.narsil.search.Measure;
import io.narsil.store.StoredTrial;
import io.narsil.study.evaluation.FoundPhotos;
import io.narsil.study.event.TrialEnds;
import io.narsil.study.family.UnfinishedFamily;
import io.narsil.study.finished.FinishedRun;
import io.narsil.study.finished.PredictedFronts;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what the page of a run shows, by the names that the page's code reads. */
final class ReportData {
    private static final int FRONT = 24;

    private ReportData() {}

    /** The values of a run; a {@link io.narsil.config.UserException} that names every file that is missing or damaged. */
    static Map<String, Object> of(RunFolder run) {
        RunFiles files = new RunFiles(run);
        if (run.finished()) {
            files.check(() -> new RunSums(run).checkAll());
            // What a file says that is not as it was may be anything, and no more is said of it.
            files.throwIfAny();
        }
        StudyResult result = files.read(() -> result(run));
        FinishedRun finished = files.read(() -> FinishedRun.open(run));
        // Candidates are of the run's space and of the study that the result names.
        List<StoredTrial> trials =
                result == null || finished == null ? null : files.read(() -> finished.trials(result.study()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("study", files.text(run.study()));
        data.put("provenance", files.tree(run.provenance()));
        if (result != null) {
            members(files, run, result, data);
        }
        if (result != null && result.finds()) {
            Optional<FoundPhotos> found = files.read(() -> MemberView.photos(run, folders(run, result)));
            data.put("objects", found == null ? null : found.orElse(null));
        }
        if (finished != null && finished.knowsLatency()) {
            data.put("device", files.tree(run.device()));
        }
        files.throwIfAny();
        if (run.finished()) {
            // A run of an earlier version gets them with its next report.
            data.put("fronts", files.read(() -> {
                PredictedFronts.write(run);
                return FrontsView.of(run, "RUN", List.of("--data", "DATA"));
            }));
            files.throwIfAny();
        }
        data.put("result", result);
        data.put("score_text", result.scoreText());
        data.put("unequal", ClassCount.unequal(result.classes()));
        data.put("unfinished", !run.finished());
        data.put("trials", trials.stream().map(TrialView::of).toList());
        data.put("rounds", Round.of(trials));
        data.put("front", finished.front(Measure.MACS, FRONT));
        data.put(
                "growth",
                FrontGrowth.of(
                        FrontGrowth.timed(trained(trials), TrialEnds.of(run.events())), FrontGrowth.limits(run)));
        data.put("rungs", RungView.of(Climbers.of(trials), RungView.levels(run)));
        data.put("worth", WorthView.of(run));
        if (finished.knowsLatency()) {
            Map<Integer, Double> latencies = new LinkedHashMap<>();
            trials.forEach(
                    t -> finished.milliseconds(t.trial().candidate()).ifPresent(ms -> latencies.put(t.id(), ms)));
            data.put("latencies", latencies);
            data.put("latency_front", finished.front(Measure.LATENCY, FRONT));
        }
        return data;
    }

    /** What the search has trained, without what is made by hand. */
    private static List<FrontGrowth.Trained> trained(List<StoredTrial> trials) {
        return trials.stream().map(TrialView::trained).flatMap(Optional::stream).toList();
    }

    private static List<StudyResult.Member> written(StudyResult result) {
        return result.family().stream().filter(m -> m.problem().isEmpty()).toList();
    }

    /** What was found, or has been so far. */
    private static StudyResult result(RunFolder run) {
        boolean begun = Files.exists(run.study()) && Files.exists(run.space()) && Files.exists(run.trials());
        return run.finished() || !begun ? StudyResult.read(run) : UnfinishedFamily.of(run);
    }

    private static void members(RunFiles files, RunFolder run, StudyResult result, Map<String, Object> data) {
        Map<String, List<BlockView>> networks = new LinkedHashMap<>();
        Map<String, String> recipes = new LinkedHashMap<>();
        Map<String, Object> eightBits = new LinkedHashMap<>();
        Map<String, Object> answers = new LinkedHashMap<>();
        Map<String, Map<String, Object>> intervals = new LinkedHashMap<>();
        written(result).forEach(member -> {
            MemberView view = MemberView.of(files, run, result, member);
            networks.put(member.budget(), view.network());
            recipes.put(member.budget(), view.recipe());
            view.eightBits().ifPresent(worth -> eightBits.put(member.budget(), worth));
            view.answers().ifPresent(given -> answers.put(member.budget(), given));
            intervals.put(member.budget(), view.intervals());
        });
        data.put("networks", networks);
        data.put("recipes", recipes);
        data.put("int8", eightBits);
        data.put("answers", answers);
        data.put("intervals", intervals);
    }

    private static Map<String, ModelFolder> folders(RunFolder run, StudyResult result) {
        Map<String, ModelFolder> folders = new LinkedHashMap<>();
        written(result).forEach(m -> folders.put(m.budget(), run.inside(m.folder())));
        return folders;
    }
}
