package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import java.util.List;
import java.util.function.Function;

/**
 * Which trained candidates belong to a budget of the plan in force, whatever the budgets were when they were chosen.
 *
 * @param cost cost of a candidate
 */
record Bands(Plans plans, Function<Candidate, Cost> cost) {
    /** Whether a trial of the rounds fits a budget and no smaller one. */
    boolean has(Budget budget, Trial trial) {
        List<Budget> now = plans.now().budgets();
        if (plans.of(trial.id()).budgets().equals(now)) {
            return trial.budget().equals(budget.name());
        }
        return now.stream()
                .filter(b -> b.fits(cost.apply(trial.candidate())))
                .findFirst()
                .filter(budget::equals)
                .isPresent();
    }
}
