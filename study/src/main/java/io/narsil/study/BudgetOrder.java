package io.narsil.study;

import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of budgets, from the smallest to the largest: each has a band of its own, of what no smaller one has room for. */
final class BudgetOrder {
    /** By multiply-adds first: a budget that does not limit them comes after all that do. */
    private static final Comparator<Budget> BY_LIMITS = Comparator.comparingLong((Budget b) -> limit(b, Measure.MACS))
            .thenComparingLong(b -> limit(b, Measure.LATENCY))
            .thenComparingLong(b -> limit(b, Measure.PARAMS));

    private BudgetOrder() {}

    /**
     * A budget comes before every one that is larger by all measures that both limit, whatever else limits one of them: of
     * {@code {latency: 10, macs: 100M}} and {@code {latency: 5}} the second is the smaller. Otherwise, and where several
     * budgets are each larger than the next in a circle, multiply-adds decide.
     */
    static List<Budget> of(List<Budget> budgets) {
        List<Budget> left = new ArrayList<>(budgets);
        left.sort(BY_LIMITS);
        List<Budget> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Budget next = left.stream()
                    .filter(b -> left.stream().noneMatch(other -> smaller(other, b)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean smaller(Budget one, Budget other) {
        List<Measure> both = one.limits().keySet().stream()
                .filter(other.limits()::containsKey)
                .toList();
        return both.stream().allMatch(m -> limit(one, m) <= limit(other, m))
                && both.stream().anyMatch(m -> limit(one, m) < limit(other, m));
    }

    private static long limit(Budget budget, Measure measure) {
        return budget.limits().getOrDefault(measure, Long.MAX_VALUE);
    }
}
