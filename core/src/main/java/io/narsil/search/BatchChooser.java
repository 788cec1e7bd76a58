package io.narsil.search;

import io.narsil.predictor.Beliefs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Chooses a batch one by one: always the candidate of the best optimistic prediction, given that those chosen before turn
 * out as predicted (GP-BUCB, Desautels et al. 2014). The paper's best mean alone keeps asking for what it knows.
 */
public final class BatchChooser {
    /** Standard deviations added to the mean. */
    public static final double OPTIMISM = 1.5;

    private BatchChooser() {}

    private record Bid(int candidate, double value, int asOf) {}

    /**
     * The places of the chosen, best first.
     *
     * @param open the places to choose from
     * @param count how many; fewer are given where fewer are open
     */
    public static List<Integer> choose(Beliefs beliefs, List<Integer> open, double optimism, int count) {
        // An optimistic value never rises, so one that is out of date is still a bound: only those that come first with
        // it
        // are computed anew.
        PriorityQueue<Bid> bids = new PriorityQueue<>(
                Comparator.comparingDouble((Bid b) -> -b.value()).thenComparingInt(Bid::candidate));
        open.forEach(i -> bids.add(new Bid(i, beliefs.optimistic(i, optimism), 0)));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count && !bids.isEmpty()) {
            Bid first = bids.remove();
            if (first.asOf() < chosen.size()) {
                bids.add(new Bid(first.candidate(), beliefs.optimistic(first.candidate(), optimism), chosen.size()));
                continue;
            }
            chosen.add(first.candidate());
            beliefs.assume(first.candidate());
        }
        return chosen;
    }
}
