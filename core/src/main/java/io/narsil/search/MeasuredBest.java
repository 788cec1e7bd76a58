package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proposes what did best when it was trained, where a search ends before its predictor has learned what it should; for
 * a budget within which nothing was trained, what another proposer finds.
 */
record MeasuredBest(StageCosts costs, FamilyProposer otherwise) implements FamilyProposer {
    @Override
    public List<List<Scored>> survivors(SearchPlan plan, ScorePredictor predictor, List<Candidate> trained) {
        return plan.budgets().stream()
                .map(budget -> {
                    List<Candidate> within = trained.stream()
                            .filter(c -> budget.fits(costs.of(c)))
                            .toList();
                    return within.isEmpty() ? otherwise(plan, budget, predictor, trained) : scored(within, predictor);
                })
                .toList();
    }

    private List<Scored> otherwise(SearchPlan plan, Budget budget, ScorePredictor predictor, List<Candidate> trained) {
        return otherwise.survivors(plan, predictor, trained).get(plan.budgets().indexOf(budget));
    }

    private static List<Scored> scored(List<Candidate> candidates, ScorePredictor predictor) {
        List<Prediction> predictions = predictor.predict(candidates);
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> new Scored(candidates.get(i), predictions.get(i)))
                .toList();
    }
}
