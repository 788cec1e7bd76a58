package io.narsil.search;

import io.narsil.random.Seeds;
import io.narsil.search.Priors.Draw;
import io.narsil.space.StageCosts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws candidates within a budget: evenly, or where something is believed of the space, part of them by that. */
final class Draws {
    /** Number of draws in a row that give nothing new before nothing is drawn any more in that way. */
    private static final int PATIENCE = 1000;

    private final Map<Draw, BudgetSampler> samplers = new EnumMap<>(Draw.class);
    private int place = -1;
    private int idle;

    /**
     * Draws.
     *
     * @param smaller smaller budgets, into which no drawn candidate may fit
     * @param index place of the budget in its study, from 0: each budget has random numbers of its own
     */
    Draws(Budget budget, List<Budget> smaller, StageCosts costs, Seeds seeds, int index, Priors priors) {
        for (Draw draw : Draw.values()) {
            if (draw == Draw.EVEN || priors.any()) {
                Seeds own = draw == Draw.EVEN ? seeds : seeds.below("draws " + draw, 0);
                double[][] weights = priors.weights(costs.space(), draw);
                samplers.put(draw, new BudgetSampler(budget, smaller, costs, own, index, weights));
            }
        }
    }

    /**
     * The canonical genes of the next draw; empty where it gave none.
     *
     * @param found number of different candidates that were found so far
     */
    Optional<int[]> next(int found) {
        idle = found == place ? idle + 1 : 0;
        place = found;
        Draw draw = possible(Priors.draw(found));
        if (idle >= PATIENCE && draw != Draw.EVEN) {
            // A budget may have no room for what is believed, and a small space no more of it.
            samplers.remove(draw);
            idle = 0;
            draw = possible(draw);
        }
        return samplers.get(draw).next();
    }

    /** The wanted way to draw, or else the one that follows less of what is believed. */
    private Draw possible(Draw wanted) {
        Draw draw = wanted == Draw.USUAL && !samplers.containsKey(wanted) ? Draw.NEAR : wanted;
        return samplers.containsKey(draw) ? draw : Draw.EVEN;
    }
}
