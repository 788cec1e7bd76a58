package io.narsil.device.table;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Candidates that were timed more than once, and how far their times are apart.
 *
 * @param candidates number of them
 * @param medianSpread median of the spreads: largest time less smallest, as a share of the mean
 * @param largestSpread largest of the spreads
 * @param lines lines of the candidate of the largest spread
 */
public record Repeated(int candidates, double medianSpread, double largestSpread, List<Integer> lines) {
    /** The times of one candidate and the lines on which they stand. */
    record Times(List<Integer> lines, List<Double> milliseconds) {
        void add(int line, double time) {
            lines.add(line);
            milliseconds.add(time);
        }

        double mean() {
            return milliseconds.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }

        double spread() {
            return (Collections.max(milliseconds) - Collections.min(milliseconds)) / mean();
        }
    }

    static Repeated of(Collection<Times> all) {
        List<Times> repeated = all.stream()
                .filter(t -> t.lines.size() > 1)
                .sorted((a, b) -> Double.compare(a.spread(), b.spread()))
                .toList();
        int n = repeated.size();
        return n == 0
                ? new Repeated(0, 0, 0, List.of())
                : new Repeated(
                        n,
                        (repeated.get((n - 1) / 2).spread()
                                        + repeated.get(n / 2).spread())
                                / 2,
                        repeated.get(n - 1).spread(),
                        List.copyOf(repeated.get(n - 1).lines));
    }
}
