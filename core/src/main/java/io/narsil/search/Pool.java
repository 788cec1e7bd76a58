package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The candidates to choose from: for each budget a band of those that fit it and no smaller budget.
 *
 * @param members candidates of each budget, in the order in which a quasi-random sequence found them
 * @param all candidates of all budgets, one budget after the other
 * @param sample candidates whose free statistics a predictor is pretrained on
 */
public record Pool(Map<Budget, List<Candidate>> members, List<Candidate> all, List<Candidate> sample) {
    /** Number of points to try per wanted candidate before a band counts as exhausted. */
    private static final int PATIENCE = 300;

    /**
     * A pool of about {@code size} candidates, spread evenly.
     *
     * @param budgets budgets from the smallest to the largest
     */
    public static Pool build(List<Budget> budgets, StageCosts costs, int size, Seeds seeds) {
        return build(budgets, costs, size, seeds, Priors.NONE);
    }

    /**
     * A pool of about {@code size} candidates.
     *
     * @param budgets budgets from the smallest to the largest
     * @param priors beliefs that half of each band is drawn by
     */
    public static Pool build(List<Budget> budgets, StageCosts costs, int size, Seeds seeds, Priors priors) {
        Map<Budget, List<Candidate>> members = new LinkedHashMap<>();
        int share = Math.max(1, size / budgets.size());
        for (int i = 0; i < budgets.size(); i++) {
            members.put(budgets.get(i), band(budgets, i, costs, share, seeds, priors));
        }
        return of(members);
    }

    private static List<Candidate> band(
            List<Budget> budgets, int index, StageCosts costs, int share, Seeds seeds, Priors priors) {
        Draws draws = new Draws(budgets.get(index), budgets.subList(0, index), costs, seeds, index, priors);
        Set<Candidate> found = new LinkedHashSet<>();
        if (priors.any() && BelievedNetwork.in(costs.space())) {
            // Most budgets have no room for the whole of what is believed in, but for the network in smaller images or
            // with fewer blocks.
            Predicate<Candidate> fits = c -> within(budgets, index, costs.of(c));
            Optional<Candidate> whole = BelievedNetwork.largest(costs, priors.believed(), fits);
            whole.ifPresent(found::add);
            FewerBlocks.of(costs, whole.map(Candidate::genes).orElse(priors.believed()), fits)
                    .ifPresent(found::add);
        }
        for (int tries = 0; tries < PATIENCE * share && found.size() < share; tries++) {
            draws.next(found.size()).ifPresent(genes -> found.add(costs.space().candidate(genes)));
        }
        return List.copyOf(found);
    }

    private static boolean within(List<Budget> budgets, int index, Cost cost) {
        return budgets.get(index).fits(cost)
                && budgets.subList(0, index).stream().noneMatch(smaller -> smaller.fits(cost));
    }

    /** A pool that is its own sample. */
    public static Pool of(Map<Budget, List<Candidate>> members) {
        List<Candidate> all = members.values().stream().flatMap(List::stream).toList();
        return new Pool(members, all, all);
    }

    /** Throws a {@link UserException} where a budget has no candidate. */
    void check() {
        members.forEach((budget, band) -> {
            if (band.isEmpty()) {
                throw new UserException(
                        "",
                        "no candidate of the space was found within the budget \"" + budget.name() + "\" (" + budget
                                + ")",
                        budget.floors().isEmpty()
                                ? "a larger budget, or one farther from the next smaller one"
                                : "a wider range, or one farther from the next smaller budget");
            }
        });
    }

    /**
     * The first candidates of each band. They are spread evenly, as the first points of a quasi-random sequence are.
     */
    Map<Budget, List<Scored>> spread(Map<Budget, Integer> shares) {
        Map<Budget, List<Scored>> chosen = new LinkedHashMap<>();
        members.forEach((budget, band) -> chosen.put(
                budget,
                band.stream()
                        .limit(shares.get(budget))
                        .map(c -> new Scored(c, new Prediction(0, 0)))
                        .toList()));
        return chosen;
    }
}
