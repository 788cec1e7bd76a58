package io.narsil.report.part;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fronts of score against each cost that a search has measured, and how their hypervolumes grew, as the page's code reads them. */
public final class FrontGrowth {
    /** As many as a chart can show. */
    private static final int MOST = 1_000;

    private FrontGrowth() {}

    /**
     * A trial of the search that is over.
     *
     * @param score score after its last epoch, 0..1; no number where it is not done
     * @param epochs number of epochs that it was trained for, without those of a trial that it goes on with
     * @param seconds seconds that the search had taken when it was over; no number where nobody knows
     */
    public record Trained(int trial, String kind, Cost cost, double score, long epochs, double seconds) {
        Trained at(double now) {
            return new Trained(trial, kind, cost, score, epochs, now);
        }
    }

    /**
     * The trials with the seconds at which they were over.
     *
     * @param ends seconds by the numbers of trials
     */
    public static List<Trained> timed(List<Trained> trials, Map<Integer, Double> ends) {
        return trials.stream()
                .map(t -> t.at(ends.getOrDefault(t.trial(), Double.NaN)))
                .toList();
    }

    /** The largest limit of each measure that budgets limit. */
    public static Map<Measure, Long> limits(List<Budget> budgets) {
        Map<Measure, Long> limits = new EnumMap<>(Measure.class);
        budgets.forEach(b -> b.limits().forEach((measure, limit) -> limits.merge(measure, limit, Math::max)));
        return limits;
    }

    /** The largest limits of the study that a run follows; none where it cannot be read any more. */
    public static Map<Measure, Long> limits(RunFolder run) {
        try {
            return limits(StudyFile.look(run).plan().budgets());
        } catch (UserException e) {
            return Map.of();
        }
    }

    /**
     * The values for a page.
     *
     * @param trials trials in the order in which they were chosen, without what is made by hand
     * @param limits largest limit of each measure: its reference. Of a measure without one it is the highest cost of a trial that is done
     */
    public static Map<String, Object> of(List<Trained> trials, Map<Measure, Long> limits) {
        List<Trained> ended = byEnd(trials);
        List<Map<String, Object>> costs = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            long most = trials.stream()
                    .filter(t -> Double.isFinite(t.score()))
                    .mapToLong(t -> measure.of(t.cost()))
                    .max()
                    .orElse(0);
            // Nobody knows what is 0 everywhere: milliseconds without the profile of a device.
            if (most > 0) {
                long reference = limits.getOrDefault(measure, most);
                Map<String, Object> cost = of(trials, measure, reference, limits.containsKey(measure));
                if (!ended.isEmpty()) {
                    cost.put("clock", clock(ended, measure, new ScoreFront(reference)));
                }
                costs.add(cost);
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("trials", trials.size());
        all.put("epochs", trials.stream().mapToLong(Trained::epochs).sum());
        all.put("seconds", ended.isEmpty() ? null : ended.get(ended.size() - 1).seconds());
        all.put("costs", costs);
        return all;
    }

    /** The trials as they were over; none where that is not known of all of them. */
    private static List<Trained> byEnd(List<Trained> trials) {
        List<Trained> ended = trials.stream()
                .filter(t -> Double.isFinite(t.seconds()))
                .sorted(Comparator.comparingDouble(Trained::seconds))
                .toList();
        boolean known = ended.size() == trials.size() && !ended.isEmpty();
        // Lines without a time of day take none.
        return known && ended.get(ended.size() - 1).seconds() > 0 ? ended : List.of();
    }

    private static List<List<Object>> clock(List<Trained> ended, Measure measure, ScoreFront front) {
        List<List<Object>> steps = new ArrayList<>();
        for (Trained t : ended) {
            if (grows(front, t, measure)) {
                steps.add(List.of(t.seconds(), front.volume()));
            }
        }
        return some(steps);
    }

    /** Takes a trial, and tells whether there is more than before. */
    private static boolean grows(ScoreFront front, Trained t, Measure measure) {
        long cost = measure.of(t.cost());
        double before = front.volume();
        return Double.isFinite(t.score())
                && cost > 0
                && front.add(new ScoreFront.Point(t.trial(), t.kind(), cost, t.score()))
                && front.volume() > before;
    }

    private static Map<String, Object> of(List<Trained> trials, Measure measure, long reference, boolean limited) {
        ScoreFront front = new ScoreFront(reference);
        List<List<Object>> steps = new ArrayList<>();
        long epochs = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trained t = trials.get(i);
            epochs += t.epochs();
            if (grows(front, t, measure)) {
                steps.add(List.of(i + 1, epochs, front.volume()));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("key", measure.key());
        all.put("words", measure.words());
        all.put("reference", reference);
        all.put("limited", limited);
        all.put(
                "front",
                some(front.points().stream()
                        .map(p -> List.<Object>of(p.trial(), p.kind(), p.cost(), p.score()))
                        .toList()));
        all.put("steps", some(steps));
        return all;
    }

    /** All of them, or an even choice with the last. */
    private static List<List<Object>> some(List<List<Object>> all) {
        int step = (all.size() + MOST - 1) / MOST;
        List<List<Object>> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((all.size() - 1 - i) % step == 0) {
                some.add(all.get(i));
            }
        }
        return some;
    }
}
