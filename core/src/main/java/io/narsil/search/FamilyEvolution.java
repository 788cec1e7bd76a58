package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Evolution for many budgets with one predictor (section 3 of the paper). Each starts from the best trained candidates
 * and from new ones that fit the budget, so that it also works for a budget in which nothing was trained.
 */
public final class FamilyEvolution {
    /** The paper's p. */
    private static final int TRAINED = 50;
    /** Twice the paper's q, since a new budget may have no trained candidate. */
    private static final int SAMPLED = 100;
    /** Number of points to try per sampled candidate before a budget counts as exhausted. */
    private static final int PATIENCE = 300;

    private final Evolution evolution;
    private final StageCosts costs;
    private final List<Candidate> trained;
    private final Seeds seeds;

    /**
     * Evolutions.
     *
     * @param trained candidates that were trained, best first
     */
    public FamilyEvolution(Evolution evolution, List<Candidate> trained, Seeds seeds) {
        this.evolution = evolution;
        this.costs = evolution.costs();
        this.trained = List.copyOf(trained);
        this.seeds = seeds;
    }

    /** The survivors for each budget, the most promising first; empty where no candidate within a budget was found. */
    public List<List<Scored>> run(List<Budget> budgets) {
        return IntStream.range(0, budgets.size())
                .parallel()
                .mapToObj(i -> run(budgets.get(i), i, List.of()))
                .toList();
    }

    /**
     * The Pareto front of predicted score against a measure, from the cheapest candidate to the most expensive: each is
     * predicted to be better than all that cost less.
     *
     * @param points number of budgets to try, at equal ratios; the front may have fewer points
     */
    public List<Scored> front(Measure measure, int points) {
        List<Long> limits = limits(costs, measure, points);
        List<Scored> front = new ArrayList<>();
        List<Candidate> last = List.of();
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            // What survived a smaller budget fits the next one too.
            List<Scored> survivors = run(new Budget("front", Map.of(measure, limits.get(i))), i, last);
            last = survivors.stream().map(Scored::candidate).toList();
            Prediction top = survivors.isEmpty() ? null : survivors.get(0).prediction();
            if (top != null && top.mean() > best) {
                best = top.mean();
                front.add(survivors.get(0));
            }
        }
        return front;
    }

    /** Limits at equal ratios up to the most that a candidate costs. */
    static List<Long> limits(StageCosts costs, Measure measure, int points) {
        double low = StrictMath.log((double) measure.of(costs.of(Extremes.smallest(costs, measure))));
        double high = StrictMath.log((double) measure.of(costs.of(Extremes.largest(costs, measure))));
        // Not from the very cheapest: a budget of one candidate has no choice to breed from.
        return IntStream.rangeClosed(1, points)
                .mapToObj(i -> (long) StrictMath.exp(low + (high - low) * i / points))
                .toList();
    }

    private List<Scored> run(Budget budget, int index, List<Candidate> known) {
        List<Candidate> start = new ArrayList<>(known);
        trained.stream().filter(c -> budget.fits(costs.of(c))).limit(TRAINED).forEach(start::add);
        start.addAll(sample(budget, index));
        return start.isEmpty() ? List.of() : evolution.run(budget, start, seeds.stream("evolution", index));
    }

    private List<Candidate> sample(Budget budget, int index) {
        Draws draws = new Draws(budget, List.of(), costs, seeds.below("evolution", index), index, evolution.priors());
        Set<Candidate> found = new LinkedHashSet<>();
        for (int tries = 0; tries < PATIENCE * SAMPLED && found.size() < SAMPLED; tries++) {
            draws.next(found.size()).ifPresent(genes -> found.add(costs.space().candidate(genes)));
        }
        return List.copyOf(found);
    }
}
