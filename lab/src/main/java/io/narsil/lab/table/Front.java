package io.narsil.lab.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The front of score against cost: rows of which each is better than all that cost no more.
 *
 * @param points points from the cheapest to the dearest
 */
public record Front(List<Point> points) {
    /**
     * One row of a front.
     *
     * @param row place in the table
     * @param score score in the table, after all epochs
     */
    public record Point(int row, long cost, double score) {}

    public Front {
        points = List.copyOf(points);
    }

    /**
     * The front of all rows of a table.
     *
     * @param cost name of a cost that the table has
     */
    public static Front of(Table table, String cost) {
        return of(table, cost, IntStream.range(0, table.size()).boxed().toList(), table::score);
    }

    /**
     * The front of some rows; of equal ones the first counts.
     *
     * @param cost name of a cost that the table has
     * @param known score that rows are compared by
     */
    public static Front of(Table table, String cost, Collection<Integer> rows, ToDoubleFunction<Integer> known) {
        List<Integer> sorted = rows.stream()
                .sorted(Comparator.comparingLong((Integer row) -> table.cost(cost, row))
                        .thenComparing(Comparator.comparingDouble(known).reversed()))
                .toList();
        List<Point> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int row : sorted) {
            double value = known.applyAsDouble(row);
            if (value > best) {
                best = value;
                front.add(new Point(row, table.cost(cost, row), table.score(row)));
            }
        }
        return new Front(front);
    }
}
