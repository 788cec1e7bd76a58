package io.narsil.dashboard.compare;

import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.log.SearchCourse;
import io.narsil.dashboard.log.TrialFacts;
import io.narsil.dashboard.run.AllRuns;
import io.narsil.dashboard.run.FrozenRun;
import io.narsil.dashboard.run.Members;
import io.narsil.dashboard.run.RunSummary;
import io.narsil.dashboard.run.WatchedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two or more runs beside each other, as a page reads them. */
public final class Comparison {
    /** As many as a chart can tell apart. */
    public static final int MOST = 5;

    private static final int MOST_DIFFERENCES = 200;
    private static final int MOST_POINTS = 2_000;

    private Comparison() {}

    /**
     * A run as it is compared.
     *
     * @param family truth of the members' being its family, and not the best so far
     * @param epochs number of epochs of the trials that are over
     * @param steps trials that were the best of their budget
     * @param front rows of trial, multiply-adds, score and kind
     */
    public record Shown(
            RunSummary summary,
            boolean family,
            List<Members.Row> members,
            int trials,
            long epochs,
            List<SearchCourse.Step> steps,
            List<List<Object>> front,
            List<String> faults) {}

    /**
     * The values for a page. Whoever is named twice is there once; those that are not there are named as missing.
     *
     * @param names names of runs
     */
    public static Map<String, Object> of(AllRuns runs, List<String> names) {
        List<Shown> shown = new ArrayList<>();
        List<FrozenRun> frozen = new ArrayList<>();
        List<Remark.Compared> compared = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        int left = 0;
        for (String name : new LinkedHashSet<>(names)) {
            Optional<WatchedRun> run = runs.run(name);
            if (run.isEmpty()) {
                missing.add(name);
            } else if (shown.size() >= MOST) {
                left++;
            } else {
                frozen.add(run.get().frozen());
                shown.add(shown(run.get(), frozen.get(frozen.size() - 1)));
                int[] images = run.get().log(RunLog::images).orElse(new int[4]);
                compared.add(new Remark.Compared(
                        shown.get(shown.size() - 1).summary(), frozen.get(frozen.size() - 1), images[3], images[1]));
            }
        }
        List<Difference> differences = shown.size() > 1 ? Difference.of(frozen) : List.of();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("runs", shown);
        all.put("missing", missing);
        all.put("left", left);
        all.put("most", MOST);
        all.put("remarks", shown.size() > 1 ? Remark.of(compared) : List.of());
        all.put("differences", differences.stream().limit(MOST_DIFFERENCES).toList());
        all.put("more", Math.max(0, differences.size() - MOST_DIFFERENCES));
        return all;
    }

    private static Shown shown(WatchedRun run, FrozenRun frozen) {
        SearchCourse course = run.log(RunLog::search);
        Members members = run.members();
        List<String> faults = new ArrayList<>(run.summary().problems());
        frozen.faults().stream().filter(f -> !faults.contains(f)).forEach(faults::add);
        members.faults().stream().filter(f -> !faults.contains(f)).forEach(faults::add);
        return new Shown(
                run.summary(),
                members.finished(),
                members.rows(),
                course.trials(),
                course.epochs(),
                course.steps(),
                course.front().stream().limit(MOST_POINTS).map(Comparison::row).toList(),
                faults);
    }

    /** Numbers in a row are shorter than objects. */
    private static List<Object> row(TrialFacts t) {
        return List.of(t.trial(), t.macs(), t.score(), t.kind());
    }
}
