package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetOrderTest {
    @Test
    void multiplyAddsDecide() {
        assertThat(order(
                        budget("c", Map.of(Measure.MACS, 30L, Measure.PARAMS, 1L)),
                        budget("any", Map.of(Measure.PARAMS, 5L)),
                        budget("b", Map.of(Measure.MACS, 20L, Measure.PARAMS, 2L)),
                        budget("a", Map.of(Measure.MACS, 20L, Measure.PARAMS, 1L))))
                .containsExactly("a", "b", "c", "any");
    }

    @Test
    void aBudgetThatIsSmallerByAllThatBothLimitComesFirst() {
        assertThat(order(
                        budget("large", Map.of(Measure.LATENCY, 10L, Measure.MACS, 100L)),
                        budget("small", Map.of(Measure.LATENCY, 5L))))
                .containsExactly("small", "large");
        assertThat(order(
                        budget("large", Map.of(Measure.PARAMS, 10L, Measure.MACS, 100L)),
                        budget("small", Map.of(Measure.PARAMS, 5L)),
                        budget("smallest", Map.of(Measure.PARAMS, 2L, Measure.MACS, 300L))))
                .containsExactly("smallest", "small", "large");
    }

    @Test
    void whereNoneIsTheSmallestMultiplyAddsDecide() {
        assertThat(order(
                        budget("one", Map.of(Measure.MACS, 1L, Measure.PARAMS, 2L)),
                        budget("two", Map.of(Measure.MACS, 2L, Measure.LATENCY, 1L)),
                        budget("three", Map.of(Measure.LATENCY, 2L, Measure.PARAMS, 1L))))
                .containsExactly("one", "two", "three");
    }

    @Test
    void whatEqualsInAllThatBothLimitStaysInItsPlace() {
        assertThat(order(
                        budget("wide", Map.of(Measure.LATENCY, 5L)),
                        budget("narrow", Map.of(Measure.LATENCY, 5L, Measure.MACS, 100L))))
                .containsExactly("narrow", "wide");
    }

    private static Budget budget(String name, Map<Measure, Long> limits) {
        return new Budget(name, limits);
    }

    private static List<String> order(Budget... budgets) {
        return BudgetOrder.of(List.of(budgets)).stream().map(Budget::name).toList();
    }
}
