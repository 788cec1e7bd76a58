package io.narsil.report.part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The scores of a budget's candidates on each rung, of all of them and of those who have not gone on. */
final class Ladders {
    private final List<Integer> levels;
    private final List<double[]> came = new ArrayList<>();
    private final List<Stayed> stayed = new ArrayList<>();

    /**
     * Those who have not gone on from a rung, in the order in which they came there.
     *
     * @param trials numbers of the trials with which they came
     * @param best highest score up to each of them
     */
    private record Stayed(int[] trials, double[] scores, double[] best) {
        static Stayed of(List<Climb> climbs, int epochs) {
            List<Climb> here = climbs.stream()
                    .filter(c -> c.came(epochs) && c.onward(epochs).isEmpty())
                    .sorted(Comparator.comparingInt(c -> c.trial(epochs)))
                    .toList();
            int[] trials = here.stream().mapToInt(c -> c.trial(epochs)).toArray();
            double[] scores = here.stream().mapToDouble(c -> c.score(epochs)).toArray();
            double[] best = scores.clone();
            for (int i = 1; i < best.length; i++) {
                best[i] = Math.max(best[i], best[i - 1]);
            }
            return new Stayed(trials, scores, best);
        }

        /** How many of them were there before a trial was chosen. */
        int before(int trial) {
            int at = Arrays.binarySearch(trials, trial);
            return at < 0 ? -at - 1 : at;
        }
    }

    Ladders(List<Climb> climbs, List<Integer> levels) {
        this.levels = levels;
        for (int epochs : levels) {
            came.add(climbs.stream()
                    .mapToDouble(c -> c.score(epochs))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray());
            stayed.add(Stayed.of(climbs, epochs));
        }
    }

    /** The place of a training among all that came to a rung, from 1. */
    int place(Climb climb, int level) {
        double[] sorted = came.get(level);
        double score = climb.score(levels.get(level));
        int at = Arrays.binarySearch(sorted, score);
        int next = at < 0 ? -at - 1 : at + 1;
        while (next < sorted.length && sorted[next] == score) {
            next++;
        }
        return 1 + sorted.length - next;
    }

    /** Whether somebody with a higher score was on a rung when a training went on from there, and has stayed to this day. */
    boolean passed(Climb climb, int level) {
        int before = before(climb, level);
        return before > 0 && stayed.get(level).best()[before - 1] > climb.score(levels.get(level));
    }

    /** The number of those with a higher score who were on a rung when a training went on from there, and have stayed to this day. */
    int left(Climb climb, int level) {
        double score = climb.score(levels.get(level));
        return (int) Arrays.stream(stayed.get(level).scores(), 0, before(climb, level))
                .filter(s -> s > score)
                .count();
    }

    private int before(Climb climb, int level) {
        return climb.onward(levels.get(level))
                .map(t -> stayed.get(level).before(t.trial()))
                .orElse(0);
    }
}
