package io.narsil.search;

import io.narsil.predictor.Prediction;
import java.util.Optional;

/**
 * The result of a search for one budget: the better of what was found and of what a person would take by hand.
 *
 * @param finalist training of the candidate that the search proposes
 * @param hand training of the best network that was made by hand; absent where there is none
 */
public record FamilyMember(Budget budget, History.Entry finalist, Optional<History.Entry> hand) {
    /** Whether the search did not beat what was made by hand, so that this is the member. */
    public boolean byHand() {
        return hand.filter(h -> !finalist.done() || score(h) > score(finalist)).isPresent();
    }

    private static double score(History.Entry entry) {
        return entry.result().orElseThrow().score();
    }

    private History.Entry entry() {
        return byHand() ? hand.orElseThrow() : finalist;
    }

    /** The training of the member. */
    public Trial trial() {
        return entry().trial();
    }

    /** The result of that training. */
    public TrialResult result() {
        return entry().result().orElseThrow();
    }

    /** The prediction of its score; none where it was made by hand. */
    public Optional<Prediction> prediction() {
        return entry().prediction();
    }
}
