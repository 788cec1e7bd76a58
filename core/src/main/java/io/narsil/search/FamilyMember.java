package io.narsil.search;

import io.narsil.predictor.Prediction;
import java.util.Optional;

/**
 * The result of a search for one budget: the better of what was found and of what a person would take by hand, or the member of a
 * smaller budget where that is better still ({@link Family}).
 *
 * @param finalist training of the candidate that the search proposes
 * @param hand training of the best network that was made by hand; absent where there is none
 * @param smaller member of a smaller budget whose network is this one's, too; absent where this budget has its own
 */
public record FamilyMember(
        Budget budget, History.Entry finalist, Optional<History.Entry> hand, Optional<FamilyMember> smaller) {
    /** A member of its own. */
    public FamilyMember(Budget budget, History.Entry finalist, Optional<History.Entry> hand) {
        this(budget, finalist, hand, Optional.empty());
    }

    /** Whether the search did not beat what was made by hand for this budget, so that this is the member. */
    public boolean byHand() {
        return smaller.isEmpty()
                && hand.filter(h -> !finalist.done() || score(h) > score(finalist))
                        .isPresent();
    }

    private static double score(History.Entry entry) {
        return entry.result().orElseThrow().score();
    }

    private History.Entry entry() {
        return smaller.map(FamilyMember::entry).orElseGet(() -> byHand() ? hand.orElseThrow() : finalist);
    }

    /** The same budget with what was trained for it, whatever a smaller one's network is worth. */
    public FamilyMember own() {
        return new FamilyMember(budget, finalist, hand);
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
