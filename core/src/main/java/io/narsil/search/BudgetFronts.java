package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The best predicted candidates for budgets of any one measure and of any two, found once so that they can be looked up.
 *
 * <p>For each measure an evolution climbs from small limits to large ones, each from what survived the one before. Then pairs of limits
 * are bred for where neither alone decides. All that survived anywhere is kept until the end, and serves every other budget, too. How
 * much is bred is bounded by counts and not by a clock, so the same predictor has the same fronts.
 */
public final class BudgetFronts {
    /** Limits of each measure. */
    private static final int POINTS = 16;
    /** Limits of each measure of a pair: so many times as many budgets. */
    private static final int PAIR_POINTS = 8;
    /** Limits of each measure of a pair for which the best is kept. */
    private static final int KEPT_POINTS = 20;
    /** Survivors of each evolution that serve other budgets, too. */
    private static final int SURVIVORS = 25;
    /** Candidates that the evolution for a pair of limits starts from. */
    private static final int PARENTS = 100;

    private static final int MOST_GENERATIONS = 40;
    private static final int PATIENCE = 3;
    private static final int MOST_PAIR_GENERATIONS = 12;
    private static final int PAIR_PATIENCE = 2;
    /** Measures of which pairs are bred for; what is kept is of all pairs. */
    private static final List<Measure> BRED = List.of(Measure.MACS, Measure.PARAMS, Measure.LATENCY);

    private final ScorePredictor predictor;
    private final StageCosts costs;
    private final List<Candidate> trained;
    private final Seeds seeds;
    private final List<Measure> measures;
    private final Map<Candidate, Found> found = new LinkedHashMap<>();

    /** A candidate with what is known of it. */
    private record Found(Scored scored, Cost cost) {
        double mean() {
            return scored.prediction().mean();
        }
    }

    /** Two measures. */
    private record Pair(Measure first, Measure second) {}

    /** @param trained candidates that were trained, best first */
    public BudgetFronts(ScorePredictor predictor, StageCosts costs, List<Candidate> trained, Seeds seeds) {
        this.predictor = predictor;
        this.costs = costs;
        this.trained = List.copyOf(trained);
        this.seeds = seeds;
        this.measures = measures(costs);
    }

    /** The measures that candidates have: latency only where it is known. */
    public static List<Measure> measures(StageCosts costs) {
        return Stream.of(Measure.values())
                .filter(m -> m != Measure.LATENCY || costs.timed())
                .toList();
    }

    /** The candidates, by their multiply-adds: each is the best of all that were found for some budget. */
    public List<Scored> find() {
        found.clear();
        add(extremes());
        for (Measure measure : measures) {
            Evolution evolution = new Evolution(predictor, costs, MOST_GENERATIONS, PATIENCE);
            new FamilyEvolution(evolution, trained, seeds.below(measure.key(), 0))
                    .climb(measure, POINTS)
                    .forEach(this::add);
        }
        for (Pair pair : pairs()) {
            if (BRED.containsAll(List.of(pair.first(), pair.second()))) {
                breed(pair);
            }
        }
        return best();
    }

    /** The cheapest of each measure, so that every budget which holds anything has an answer. */
    private List<Scored> extremes() {
        List<Candidate> all =
                measures.stream().map(m -> Extremes.smallest(costs, m)).distinct().toList();
        List<Prediction> predictions = predictor.predict(all);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            scored.add(new Scored(all.get(i), predictions.get(i)));
        }
        return scored;
    }

    private void add(List<Scored> survivors) {
        survivors.stream()
                .limit(SURVIVORS)
                .forEach(s -> found.putIfAbsent(s.candidate(), new Found(s, costs.of(s.candidate()))));
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            for (int k = i + 1; k < measures.size(); k++) {
                pairs.add(new Pair(measures.get(i), measures.get(k)));
            }
        }
        return pairs;
    }

    /** Breeds within limits of two measures, where what is best within one of them breaks the other. */
    private void breed(Pair pair) {
        Evolution evolution = new Evolution(predictor, costs, MOST_PAIR_GENERATIONS, PAIR_PATIENCE);
        Seeds own = seeds.below(pair.first().key() + " " + pair.second().key(), 0);
        List<Budget> grid = grid(pair, PAIR_POINTS);
        for (int i = 0; i < grid.size(); i++) {
            Budget budget = grid.get(i);
            List<Found> ranked = ranked();
            List<Candidate> parents = ranked.stream()
                    .filter(f -> budget.fits(f.cost()))
                    .limit(PARENTS)
                    .map(f -> f.scored().candidate())
                    .toList();
            boolean bound = budget.limits().entrySet().stream()
                    .map(one -> best(ranked, new Budget("one", Map.of(one.getKey(), one.getValue()))))
                    .allMatch(best -> best.isPresent() && !budget.fits(best.get().cost()));
            if (bound && !parents.isEmpty()) {
                add(evolution.run(budget, parents, own.stream("evolution", i)));
            }
        }
    }

    /** All that was found, best first; of equals what was found first. */
    private List<Found> ranked() {
        return found.values().stream()
                .sorted(Comparator.comparingDouble(f -> -f.mean()))
                .toList();
    }

    private List<Budget> grid(Pair pair, int points) {
        List<Budget> grid = new ArrayList<>();
        for (long first : FamilyEvolution.limits(costs, pair.first(), points)) {
            for (long second : FamilyEvolution.limits(costs, pair.second(), points)) {
                grid.add(new Budget("pair", Map.of(pair.first(), first, pair.second(), second)));
            }
        }
        return grid;
    }

    private static Optional<Found> best(List<Found> ranked, Budget budget) {
        return ranked.stream().filter(f -> budget.fits(f.cost())).findFirst();
    }

    private List<Scored> best() {
        List<Found> ranked = ranked();
        Set<Found> kept = new LinkedHashSet<>();
        for (Measure measure : measures) {
            long cheapest = Long.MAX_VALUE;
            for (Found f : ranked) {
                if (measure.of(f.cost()) < cheapest) {
                    cheapest = measure.of(f.cost());
                    kept.add(f);
                }
            }
        }
        for (Pair pair : pairs()) {
            grid(pair, KEPT_POINTS).forEach(budget -> best(ranked, budget).ifPresent(kept::add));
        }
        return kept.stream()
                .sorted(Comparator.comparingLong((Found f) -> f.cost().macs())
                        .thenComparingLong(f -> f.cost().params())
                        .thenComparing((x, y) -> Arrays.compare(
                                x.scored().candidate().genes(),
                                y.scored().candidate().genes())))
                .map(Found::scored)
                .toList();
    }
}
