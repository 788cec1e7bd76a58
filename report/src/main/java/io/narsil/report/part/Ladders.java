package io.narsil.report.part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scores of a budget's candidates on each rung, of all of them and of those who have not gone on. */
final class Ladders {
    private final List<Integer> levels;
    private final List<double[]> came = new ArrayList<>();
    private final List<double[]> stayed = new ArrayList<>();

    Ladders(List<Climb> climbs, List<Integer> levels) {
        this.levels = levels;
        for (int epochs : levels) {
            came.add(climbs.stream()
                    .mapToDouble(c -> c.score(epochs))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray());
            stayed.add(climbs.stream()
                    .filter(c -> c.onward(epochs).isEmpty())
                    .mapToDouble(c -> c.score(epochs))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray());
        }
    }

    /** The place of a training among all that came to a rung, from 1. */
    int place(Climb climb, int level) {
        return 1 + above(came.get(level), climb.score(levels.get(level)));
    }

    /** The number of those with a higher score on a rung who have not gone on from there. */
    int left(Climb climb, int level) {
        return above(stayed.get(level), climb.score(levels.get(level)));
    }

    /** The number of values above another one. */
    private static int above(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        int next = at < 0 ? -at - 1 : at + 1;
        while (next < sorted.length && sorted[next] == value) {
            next++;
        }
        return sorted.length - next;
    }
}
