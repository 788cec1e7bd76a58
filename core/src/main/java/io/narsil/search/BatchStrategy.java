package io.narsil.search;

import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the candidates that a round trains. */
public interface BatchStrategy {
    /**
     * Chooses candidates of the pool that were not tried, for each budget.
     *
     * @param tried candidates of the rounds before
     * @param predictor predictor that has learned from these
     * @param shares number of candidates for each budget; fewer are given where a band has no more
     */
    Map<Budget, List<Scored>> choose(
            Pool pool, Set<Candidate> tried, ScorePredictor predictor, Map<Budget, Integer> shares);
}
