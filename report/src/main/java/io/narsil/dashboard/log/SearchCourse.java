package io.narsil.dashboard.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search has found, by what it had spent. What is made by hand is not counted: it is what a search is compared with.
 *
 * @param trials number of trials that are over
 * @param epochs number of their epochs
 * @param steps trials that were better than all before of their budget, in the order in which they were chosen
 * @param front trials that no cheaper one equals, from the cheapest on
 */
public record SearchCourse(int trials, long epochs, List<Step> steps, List<TrialFacts> front) {
    /**
     * A trial that was the best of its budget.
     *
     * @param trials number of trials that were over with it
     * @param epochs number of their epochs
     */
    public record Step(String budget, int trials, long epochs, double score, int trial) {}

    static SearchCourse of(List<SeenTrial> all) {
        int trials = 0;
        long epochs = 0;
        Map<String, Double> best = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        List<SeenTrial> done = new ArrayList<>();
        for (SeenTrial t : all) {
            if (!t.found()) {
                continue;
            }
            trials++;
            // Who goes on has the epochs of the trial before, which were counted there.
            epochs += Math.max(0, t.over() - t.before);
            if (t.status.equals("done") && Double.isFinite(t.score())) {
                done.add(t);
                if (t.score() > best.getOrDefault(t.budget, Double.NEGATIVE_INFINITY)) {
                    best.put(t.budget, t.score());
                    steps.add(new Step(t.budget, trials, epochs, t.score(), t.id));
                }
            }
        }
        return new SearchCourse(trials, epochs, steps, front(done));
    }

    private static List<TrialFacts> front(List<SeenTrial> done) {
        done.sort(Comparator.comparingLong((SeenTrial t) -> t.macs).thenComparingDouble(t -> -t.score()));
        List<TrialFacts> front = new ArrayList<>();
        double top = Double.NEGATIVE_INFINITY;
        for (SeenTrial t : done) {
            if (t.score() > top) {
                top = t.score();
                front.add(TrialFacts.of(t));
            }
        }
        return front;
    }
}
