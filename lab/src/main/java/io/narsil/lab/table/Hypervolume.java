package io.narsil.lab.table;

import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;

/**
 * The hypervolume of a front (Zitzler and Thiele 1998): the area of what is worse and dearer than some point of it.
 *
 * <p>Score and the logarithm of cost are scaled to 0..1 over the rows of a table, and the reference point is the worst
 * score at the highest cost. So a front that had the best score at the lowest cost would have an area of 1, and a cost
 * ten times smaller counts alike wherever it stands. The logarithm is that of the cost plus one, as costs may be 0.
 */
public final class Hypervolume {
    private final double least;
    private final double most;
    private final double worst;
    private final double best;
    private final double whole;

    /**
     * The scale of a table.
     *
     * @param cost name of a cost that the table has
     */
    public Hypervolume(Table table, String cost) {
        LongSummaryStatistics costs = IntStream.range(0, table.size())
                .mapToLong(row -> table.cost(cost, row))
                .summaryStatistics();
        least = logarithm(costs.getMin());
        most = logarithm(costs.getMax());
        worst = table.worst();
        best = table.best();
        whole = of(Front.of(table, cost));
    }

    /** The hypervolume of a front, 0..1. */
    public double of(Front front) {
        double area = 0;
        double top = 0;
        for (int i = 0; i < front.points().size(); i++) {
            Front.Point point = front.points().get(i);
            double until = i + 1 < front.points().size()
                    ? place(front.points().get(i + 1).cost())
                    : 1;
            // A front that was chosen after fewer epochs may fall in the end: what is cheaper and better still counts.
            top = Math.max(top, height(point.score()));
            area += (until - place(point.cost())) * top;
        }
        return area;
    }

    /** The hypervolume of a front as a share of that of the table's own front, 0..1; 1 where that has none. */
    public double share(Front front) {
        return whole > 0 ? of(front) / whole : 1;
    }

    /** 0 for the lowest cost, 1 for the highest. */
    private double place(long cost) {
        return most > least ? (logarithm(cost) - least) / (most - least) : 0;
    }

    private static double logarithm(long cost) {
        return StrictMath.log1p((double) cost);
    }

    /** 0 for the worst score, 1 for the best. */
    private double height(double score) {
        return best > worst ? (score - worst) / (best - worst) : 1;
    }
}
