package io.narsil.lab.methods;

import io.narsil.lab.table.TableProblem;
import io.narsil.search.SearchPlan;

/**
 * How many rows are looked up together.
 *
 * @param first number of candidates in the first design, which is spread over the space
 * @param batch number of candidates in every later round
 */
public record Rounds(int first, int batch) {
    /** Of the early-stop epoch, where a table has epochs (section 3 of the paper). */
    private static final double CORRELATION = 0.92;

    /**
     * A plan of so many rounds on a table.
     *
     * @throws IllegalArgumentException where a batch has fewer rows than there are budgets
     */
    public SearchPlan plan(TableProblem problem, int rounds, long seed) {
        if (batch < problem.budgets().size()) {
            throw new IllegalArgumentException("a batch of " + batch + " leaves a budget without rows");
        }
        return SearchPlan.of(problem.budgets())
                .rounds(rounds)
                .first(first)
                .batch(batch)
                .epochs(Math.max(1, problem.table().epochs()))
                .rankCorrelation(CORRELATION)
                .seed(seed)
                .build();
    }
}
