package io.narsil.study.pace;

import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.study.TimeLimit;

/**
 * Fits a search whose candidates climb into a time. Rungs and the epochs of a finalist are chosen before the first training, since
 * learning rates are planned for them; after that it is the number of candidates that can change.
 */
record ClimbPlanner(TimeLimit limit, Pace pace) {
    /** With rungs of 2 and 6 epochs, 48 candidates and those of evolution cost about what the usual search does. */
    private static final int USUAL_FINAL = 18;

    private static final int MOST_FINAL = 600;
    private static final int SHORTEST_FINAL = 2;
    private static final double ENOUGH = 1.5;

    /** The plan with lengths of training that are so many times the square of the usual ones. */
    SearchPlan lengths(SearchPlan given, double scale) {
        if (!limit.rungs()) {
            return given;
        }
        int last = (int) Math.max(SHORTEST_FINAL, Math.min(MOST_FINAL, Math.round(USUAL_FINAL * Math.sqrt(scale))));
        return given.climbing(Ladder.thirds(last), last);
    }

    /** The plan with as many candidates as fit into a time. */
    SearchPlan fill(SearchPlan plan, double seconds) {
        return filled(plan, Ladder.before(plan), plan.rounds() + 1, seconds);
    }

    /**
     * The plan from here on: the rounds that were planned, and what evolution finds after them, of as many candidates as fit;
     * or more rounds or fewer, where there would be half as many candidates more or a third fewer in each.
     *
     * @param begun number of rounds so far
     * @param ladder candidates that have climbed so far
     */
    SearchPlan goOn(SearchPlan now, int begun, Ladder ladder, double seconds) {
        int planned = Math.max(0, now.rounds() - begun);
        SearchPlan same = filled(sized(now, begun + planned, now.batch()), ladder, planned + 1, seconds);
        // A round less is not worth the few candidates that each has less.
        boolean alike = 3 * same.batch() >= 2 * now.batch() && 2 * same.batch() <= 3 * now.batch();
        boolean fits = pace.left(same, ladder, planned + 1) <= seconds;
        if (!limit.rounds() || (limit.batch() && alike && fits)) {
            return same;
        }
        int more = 0;
        while (begun + more < TimePlanner.MOST_ROUNDS
                && (begun + more + 2) * now.batch() <= now.poolSize()
                && pace.left(now, ladder, more + 2) <= seconds) {
            more++;
        }
        return filled(sized(now, begun + more, now.batch()), ladder, more + 1, seconds);
    }

    private SearchPlan filled(SearchPlan plan, Ladder ladder, int batches, double seconds) {
        if (!limit.batch()) {
            return plan;
        }
        int most = Math.max(plan.batch(), plan.poolSize() / 2 / plan.rounds());
        SearchPlan best = sized(plan, plan.rounds(), TimePlanner.least(plan));
        for (int size = best.batch() + 1; size <= most; size++) {
            SearchPlan next = sized(best, plan.rounds(), size);
            double left = pace.left(next, ladder, batches);
            // One more may take less time, where workers are busier with it or a share is rounded in another way.
            if (left > ENOUGH * seconds) {
                break;
            }
            best = left <= seconds ? next : best;
        }
        return best;
    }

    private static SearchPlan sized(SearchPlan plan, int rounds, int batch) {
        return plan.paced(rounds, batch, plan.epochs(), plan.finalEpochs());
    }
}
