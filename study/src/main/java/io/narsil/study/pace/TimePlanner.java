package io.narsil.study.pace;

import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.study.TimeLimit;
import io.narsil.study.UsualLength;

/**
 * Fits a search into a time. What a study says itself stays as it is.
 *
 * <p>The usual search (4 rounds of 12 candidates of 5 epochs, finalists of 15; from trained weights of 3, and 18) is stretched
 * or shrunk: with four times as much time it trains twice as many candidates for twice as long. Finalists get what is left.
 *
 * @param usual lengths of the usual search
 */
public record TimePlanner(TimeLimit limit, Pace pace, UsualLength usual) {
    private static final int CANDIDATES = 48;
    private static final int USUAL_BATCH = 12;
    private static final int MOST_CANDIDATES = 2000;
    private static final int MOST_EPOCHS = 200;
    static final int MOST_ROUNDS = 40;

    /** A plan begins with finalists of the usual length, and of those from random weights they get at most so many epochs to one. */
    private static final int LONGEST = 10;

    private static final double FINER = 1.02;

    /** The largest search that fits, or the smallest there is where none does. */
    public SearchPlan begin(SearchPlan given, double seconds) {
        SearchPlan best = stretched(given, 1e-3);
        for (double scale = 1e-3; scale < 1e4; scale *= FINER) {
            SearchPlan next = stretched(given, scale);
            if (pace.all(next) <= seconds) {
                best = next;
            }
        }
        return best.climbing()
                ? climbs().fill(best, seconds)
                : longest(best, seconds - pace.all(best) + pace.finals(best));
    }

    private ClimbPlanner climbs() {
        return new ClimbPlanner(limit, pace);
    }

    /** The least number of candidates of a round. */
    static int least(SearchPlan plan) {
        return Math.max(2, plan.budgets().size());
    }

    private SearchPlan stretched(SearchPlan given, double scale) {
        int epochs = limit.epochs() ? whole(usual.least() * Math.sqrt(scale), MOST_EPOCHS) : given.epochs();
        int least = least(given);
        int candidates = Math.max(
                2 * least, whole(CANDIDATES * Math.sqrt(scale), Math.min(MOST_CANDIDATES, given.poolSize() / 2)));
        int some = Math.min(8, Math.max(2, (int) Math.round((double) candidates / USUAL_BATCH)));
        int rounds = !limit.rounds()
                ? given.rounds()
                : limit.batch() ? some : whole((double) candidates / given.batch(), MOST_ROUNDS);
        int batch = limit.batch() ? Math.max(least, candidates / rounds) : given.batch();
        if (given.climbing()) {
            SearchPlan climbing = climbs().lengths(given, scale);
            return climbing.paced(rounds, batch, climbing.epochs(), climbing.finalEpochs());
        }
        int last = limit.finalEpochs() ? usual.longer() * epochs : given.finalEpochs();
        return given.paced(rounds, batch, epochs, last);
    }

    private static int whole(double number, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(number)));
    }

    /** The plan with as long finals as fit into a time. */
    private SearchPlan longest(SearchPlan plan, double seconds) {
        if (!limit.finalEpochs()) {
            return plan;
        }
        SearchPlan best = with(plan, plan.rounds(), 1);
        int most = LONGEST * usual.longer() / UsualLength.FROM_RANDOM.longer();
        for (int epochs = 2; epochs <= most * plan.epochs(); epochs++) {
            SearchPlan next = with(plan, plan.rounds(), epochs);
            if (pace.finals(next) > seconds) {
                break;
            }
            best = next;
        }
        return best;
    }

    /**
     * The plan from here on of a search whose candidates climb, when nobody does so below the top.
     *
     * @param begun number of rounds so far
     * @param ladder candidates that have climbed so far
     * @param seconds time that is left
     */
    public SearchPlan climbOn(SearchPlan now, int begun, Ladder ladder, double seconds) {
        return climbs().goOn(now, begun, ladder, seconds);
    }

    private static SearchPlan with(SearchPlan plan, int rounds, int finalEpochs) {
        return plan.paced(rounds, plan.batch(), plan.epochs(), finalEpochs);
    }

    /**
     * The plan from here on, once a round is over: as many more rounds as leave time for the finals.
     *
     * @param begun number of rounds so far
     * @param epochs length of the training of a candidate from here on, in epochs
     * @param seconds time that is left
     */
    public SearchPlan goOn(SearchPlan now, int begun, int epochs, double seconds) {
        // Finals of the usual length come before further rounds.
        int last = limit.finalEpochs() ? Math.min(now.finalEpochs(), usual.longer() * now.epochs()) : now.finalEpochs();
        double finals = pace.finals(with(now, now.rounds(), last));
        double round = pace.round(now, epochs);
        int more = limit.rounds()
                ? (int) Math.max(0, Math.min(MOST_ROUNDS - begun, Math.floor((seconds - finals) / round)))
                : Math.max(0, now.rounds() - begun);
        return longest(with(now, begun + more, last), seconds - more * round);
    }
}
