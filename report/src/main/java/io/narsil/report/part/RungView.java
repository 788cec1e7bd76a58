package io.narsil.report.part;

import io.narsil.config.UserException;
import io.narsil.search.SearchPlan;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Who has climbed the rungs of a run, as the page's code reads it. */
public final class RungView {
    /** As many lines as a chart can show, those of all budgets together. */
    private static final int MOST = 240;

    private RungView() {}

    /**
     * A trial of the search.
     *
     * @param round round in which it was chosen, from 1
     * @param epochs number of epochs that its training is to come to
     * @param continues number of the trial with which its training began, or -1
     * @param predicted score that was expected of it when it was chosen; of one that goes on, at its end. No number where none was
     * @param score function from a number of epochs to the score after them; no number where nobody knows
     */
    public record Climber(
            int trial,
            String kind,
            String budget,
            int round,
            String status,
            int epochs,
            int continues,
            double predicted,
            IntToDoubleFunction score) {}

    /** The lengths of training that a plan has candidates climb, the last one that of finalists; none where they do not climb. */
    public static List<Integer> levels(SearchPlan plan) {
        return plan == null || !plan.climbing()
                ? List.of()
                : Stream.concat(plan.rungs().stream(), Stream.of(plan.finalEpochs()))
                        .toList();
    }

    /** Those of the study that a run follows; none where it cannot be read any more. */
    public static List<Integer> levels(RunFolder run) {
        try {
            return levels(StudyFile.look(run).plan());
        } catch (UserException e) {
            return List.of();
        }
    }

    /**
     * The values for a page; empty of a run whose candidates do not climb.
     *
     * @param trials trials in the order in which they were chosen, without what is made by hand
     * @param planned lengths of training that candidates climb, if somebody knows
     */
    public static Map<String, Object> of(List<Climber> trials, List<Integer> planned) {
        if (trials.isEmpty() || (planned.isEmpty() && trials.stream().noneMatch(t -> t.continues() >= 0))) {
            return Map.of();
        }
        Map<Integer, Climb> byOrigin = new LinkedHashMap<>();
        trials.forEach(t -> byOrigin.computeIfAbsent(t.continues() < 0 ? t.trial() : t.continues(), o -> new Climb())
                .add(t));
        // A run that was finished early may have come to its end elsewhere than it was planned.
        boolean ends = trials.stream().anyMatch(t -> t.kind().equals("finalist"));
        TreeSet<Integer> levels = new TreeSet<>(ends ? List.of() : planned);
        trials.forEach(t -> levels.add(t.epochs()));
        Map<String, List<Climb>> budgets = new LinkedHashMap<>();
        byOrigin.values()
                .forEach(c -> budgets.computeIfAbsent(c.begun().budget(), b -> new ArrayList<>())
                        .add(c));
        return values(List.copyOf(levels), budgets, byOrigin.values());
    }

    private static Map<String, Object> values(
            List<Integer> levels, Map<String, List<Climb>> budgets, Collection<Climb> all) {
        Map<String, Ladders> ladders = new LinkedHashMap<>();
        budgets.forEach((budget, climbs) -> ladders.put(budget, new Ladders(climbs, levels)));
        List<Map<String, Object>> tables = new ArrayList<>();
        if (budgets.size() > 1) {
            tables.add(table("", new ArrayList<>(all), ladders, levels));
        }
        budgets.forEach((budget, climbs) -> tables.add(table(budget, climbs, ladders, levels)));
        List<Map<String, Object>> rows = new ArrayList<>();
        ladders.forEach((budget, ladder) -> some(budgets.get(budget), levels, MOST / budgets.size())
                .forEach(c -> rows.add(row(c, ladder, levels))));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("levels", levels);
        values.put("candidates", all.size());
        values.put("tables", tables);
        values.put("rows", rows);
        return values;
    }

    private static Map<String, Object> table(
            String budget, List<Climb> climbs, Map<String, Ladders> ladders, List<Integer> levels) {
        List<Rung> rungs = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            rungs.add(Rung.of(climbs, ladders, levels, level));
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("budget", budget);
        table.put("candidates", climbs.size());
        table.put("rungs", rungs);
        return table;
    }

    /** The highest, the best of equals first, as two thirds of what can be shown, and an even choice of the others. */
    private static List<Climb> some(List<Climb> climbs, List<Integer> levels, int most) {
        Map<Integer, List<Climb>> byHeight = new TreeMap<>(Comparator.reverseOrder());
        climbs.forEach(c -> byHeight.computeIfAbsent(height(c, levels), h -> new ArrayList<>())
                .add(c));
        List<Climb> sorted = new ArrayList<>();
        byHeight.forEach((height, equal) -> {
            equal.sort(Comparator.comparingDouble((Climb c) -> height == 0 ? 0 : -c.score(levels.get(height - 1))));
            sorted.addAll(equal);
        });
        if (sorted.size() <= most) {
            return sorted;
        }
        int best = most * 2 / 3;
        List<Climb> some = new ArrayList<>(sorted.subList(0, best));
        double step = (sorted.size() - best) / (double) (most - best);
        for (int i = 0; i < most - best; i++) {
            some.add(sorted.get(best + (int) (i * step)));
        }
        return some;
    }

    /** The number of rungs that a training has come to. */
    private static int height(Climb climb, List<Integer> levels) {
        int height = 0;
        while (height < levels.size() && climb.came(levels.get(height))) {
            height++;
        }
        return height;
    }

    private static Map<String, Object> row(Climb climb, Ladders ladder, List<Integer> levels) {
        List<List<Object>> steps = new ArrayList<>();
        for (int level = 0; level < height(climb, levels); level++) {
            int epochs = levels.get(level);
            List<Object> step = new ArrayList<>();
            step.add(climb.trial(epochs));
            step.add(climb.score(epochs));
            step.add(ladder.place(climb, level));
            boolean onward = climb.onward(epochs).isPresent();
            double expected = climb.expected(epochs);
            step.add(Double.isFinite(expected) ? expected : null);
            step.add(onward ? ladder.left(climb, level) : null);
            steps.add(step);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("trial", climb.begun().trial());
        row.put("budget", climb.begun().budget());
        row.put("round", climb.begun().round());
        row.put("state", climb.state());
        row.put("asked", climb.asked());
        row.put("steps", steps);
        return row;
    }
}
