package io.narsil.search;

import io.narsil.predictor.Beliefs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Chooses a batch one by one: each time the candidate of the largest upper confidence bound, with fantasies for those
 * chosen before (GP-BUCB, Desautels et al. 2014). The paper chooses by the best mean alone, which keeps asking for what
 * is already known.
 */
public final class BatchChooser {
    private static final int LIMIT = -1;
    /**
     * The number of candidates whose bounds are computed together where only limits are known. It is large, since
     * limits are far above the bounds; a bound that is out of date is near.
     */
    private static final int LIMITS = 64;

    private static final int OUTDATED = 8;

    private BatchChooser() {}

    /** @param asOf number of candidates chosen before the value was computed; {@link #LIMIT} for a limit */
    private record Bid(int candidate, double value, int asOf) {}

    /**
     * The indexes of the chosen candidates, best first.
     *
     * @param open places to choose from
     * @param count number to choose; fewer are given where fewer are open
     */
    public static List<Integer> choose(Beliefs beliefs, List<Integer> open, double deviations, int count) {
        // A bound never rises, so a limit of it and one that is out of date hold: only those that come first with them
        // are computed, some at a time.
        PriorityQueue<Bid> bids = new PriorityQueue<>(
                Comparator.comparingDouble((Bid b) -> -b.value()).thenComparingInt(Bid::candidate));
        open.forEach(i -> bids.add(new Bid(i, beliefs.limit(i, deviations), LIMIT)));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < count && !bids.isEmpty()) {
            if (bids.peek().asOf() == chosen.size()) {
                int first = bids.remove().candidate();
                chosen.add(first);
                beliefs.fantasize(first);
                continue;
            }
            int[] group = outdated(bids, chosen.size());
            double[] bounds = beliefs.upperConfidenceBounds(group, deviations);
            for (int i = 0; i < group.length; i++) {
                bids.add(new Bid(group[i], bounds[i], chosen.size()));
            }
        }
        return chosen;
    }

    /** Removes the first bids, as far as they are out of date, and returns their candidates. */
    private static int[] outdated(PriorityQueue<Bid> bids, int asOf) {
        boolean limits = bids.peek().asOf() == LIMIT;
        int[] group = new int[limits ? LIMITS : OUTDATED];
        int size = 0;
        while (size < group.length
                && !bids.isEmpty()
                && bids.peek().asOf() != asOf
                && limits == (bids.peek().asOf() == LIMIT)) {
            group[size++] = bids.remove().candidate();
        }
        return Arrays.copyOf(group, size);
    }
}
