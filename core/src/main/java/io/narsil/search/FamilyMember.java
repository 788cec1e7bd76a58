package io.narsil.search;

import io.narsil.predictor.Prediction;
import java.util.Optional;

/**
 * The result of a search for one budget.
 *
 * @param trial training of the finalist
 * @param baseline training of the median of the budget's candidates in the first, unsearched round, for as long; absent
 *     where that round had none
 */
public record FamilyMember(
        Budget budget,
        Trial trial,
        Prediction prediction,
        TrialResult result,
        Optional<Trial> baseline,
        Optional<TrialResult> baselineResult) {}
