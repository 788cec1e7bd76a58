package io.narsil.search;

import java.util.List;

/**
 * What a search is to do.
 *
 * @param budgets one member of the family each; from the smallest to the largest
 * @param poolSize candidates to choose from
 * @param rounds of trained candidates
 * @param batch candidates a round
 * @param epochs that a candidate of the first round is trained; later ones stop early where that is as good
 * @param finalEpochs that finalists are trained
 * @param distillation the share of the largest member's answers in the loss of the smaller ones, 0..1; the largest is
 *     trained first then, and 0 is for none
 * @param rankCorrelation that the early-stop epoch must keep; 0.92 in the paper
 * @param seed of everything
 */
public record SearchPlan(
        List<Budget> budgets,
        int poolSize,
        int rounds,
        int batch,
        int epochs,
        int finalEpochs,
        double distillation,
        double rankCorrelation,
        long seed) {
    public SearchPlan {
        budgets = List.copyOf(budgets);
    }
}
