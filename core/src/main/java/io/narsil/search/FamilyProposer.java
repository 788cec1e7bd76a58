package io.narsil.search;

import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import java.util.List;

/** Proposes candidates for each budget when the rounds are over (stage 3 of the paper). */
public interface FamilyProposer {
    /**
     * Proposes candidates within each budget of a plan, in the order of the budgets, the most promising first.
     *
     * @param predictor predictor that has learned from all rounds
     * @param trained candidates of the rounds, best first
     */
    List<List<Scored>> survivors(SearchPlan plan, ScorePredictor predictor, List<Candidate> trained);
}
