package io.narsil.report.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.stat.correlation.KendallsCorrelation;

/**
 * How many came to a rung, and what became of them.
 *
 * @param epochs length of the training up to here
 * @param came number of candidates that came here
 * @param coming number of those that are trained on their way here, or will be
 * @param lost number of those that failed or diverged on their way here
 * @param went number of those that went on from here
 * @param against number of those that went on while one with a higher score was here, who has stayed to this day
 * @param best highest score here; null where nobody came
 * @param kept Kendall's rank correlation of the scores here with those on the next rung; null for fewer than three, or where all are alike
 * @param both number of candidates that it is of
 * @param off mean distance of what was expected at the end, when they went on from here, from what came; null where nobody came there
 * @param ended number of candidates that it is of
 */
record Rung(
        int epochs,
        int came,
        int coming,
        int lost,
        int went,
        int against,
        Double best,
        Double kept,
        int both,
        Double off,
        int ended) {
    private static final int FEWEST = 3;

    /** The rung of a level, of some trainings whose budgets have these scores. */
    static Rung of(List<Climb> climbs, Map<String, Ladders> ladders, List<Integer> levels, int level) {
        int epochs = levels.get(level);
        int next = levels.get(Math.min(level + 1, levels.size() - 1));
        int end = levels.get(levels.size() - 1);
        int before = level == 0 ? 0 : levels.get(level - 1);
        int came = 0;
        int coming = 0;
        int lost = 0;
        int went = 0;
        int against = 0;
        double best = Double.NEGATIVE_INFINITY;
        List<double[]> pairs = new ArrayList<>();
        double off = 0;
        int ended = 0;
        for (Climb c : climbs) {
            if (!c.came(epochs)) {
                boolean here = c.asked() >= epochs && (level == 0 || c.came(before));
                coming += here && c.open() ? 1 : 0;
                lost += here && c.lost() ? 1 : 0;
                continue;
            }
            came++;
            best = Math.max(best, c.score(epochs));
            if (c.onward(epochs).isPresent()) {
                went++;
                against += ladders.get(c.begun().budget()).passed(c, level) ? 1 : 0;
            }
            if (next > epochs && c.came(next)) {
                pairs.add(new double[] {c.score(epochs), c.score(next)});
            }
            if (c.came(end) && Double.isFinite(c.expected(epochs))) {
                off += Math.abs(c.expected(epochs) - c.score(end));
                ended++;
            }
        }
        return new Rung(
                epochs,
                came,
                coming,
                lost,
                went,
                against,
                came == 0 ? null : best,
                kept(pairs),
                pairs.size(),
                ended == 0 ? null : off / ended,
                ended);
    }

    private static Double kept(List<double[]> pairs) {
        if (pairs.size() < FEWEST) {
            return null;
        }
        double tau = new KendallsCorrelation()
                .correlation(
                        pairs.stream().mapToDouble(p -> p[0]).toArray(),
                        pairs.stream().mapToDouble(p -> p[1]).toArray());
        return Double.isFinite(tau) ? tau : null;
    }
}
