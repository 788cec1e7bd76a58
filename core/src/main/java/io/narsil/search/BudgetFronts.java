package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The best predicted candidates for budgets of any one measure and of any two, bred once so that they can be looked up.
 *
 * <p>One evolution serves all budgets (MAP-Elites: Mouret and Clune 2015, arXiv:1504.04909): whoever is the best within some pair of
 * limits is a parent, and a child is kept wherever it is better. An evolution for each budget finds hardly better ones and takes a
 * hundred times as long. How much is bred is bounded by a count and not by a clock, so the same predictor has the same fronts.
 */
public final class BudgetFronts {
    /** Limits of each measure. */
    private static final int LIMITS = 32;

    private static final int RANDOM = 1_000;
    private static final int CHILDREN = 500;
    private static final int MOST_GENERATIONS = 120;
    private static final int PATIENCE = 5;
    /** Genes that are changed in a child, on average: one of these. */
    private static final double[] CHANGED = {0.7, 1.5, 4};

    private final ScorePredictor predictor;
    private final StageCosts costs;
    private final SearchSpace space;
    private final List<Candidate> trained;
    private final RandomGenerator random;
    private final List<Measure> measures;
    private final BudgetCells cells;
    private final Set<Candidate> seen = new HashSet<>();

    /** @param trained candidates that were trained */
    public BudgetFronts(ScorePredictor predictor, StageCosts costs, List<Candidate> trained, Seeds seeds) {
        this.predictor = predictor;
        this.costs = costs;
        this.space = costs.space();
        this.trained = List.copyOf(trained);
        this.random = seeds.stream("fronts", 0);
        this.measures = measures(costs);
        this.cells =
                new BudgetCells(measures, measures.stream().map(this::limits).toList());
    }

    /** The measures that candidates have: latency only where it is known. */
    public static List<Measure> measures(StageCosts costs) {
        return Stream.of(Measure.values())
                .filter(m -> m != Measure.LATENCY || costs.timed())
                .toList();
    }

    /** The least that there is, limits at equal ratios, and none. */
    private long[] limits(Measure measure) {
        List<Long> between = FamilyEvolution.limits(costs, measure, LIMITS);
        return LongStream.concat(
                        LongStream.of(measure.of(costs.of(Extremes.smallest(costs, measure))), Long.MAX_VALUE),
                        between.stream().mapToLong(Long::longValue).limit(LIMITS - 1L))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The candidates, by their multiply-adds: each is the best of all that were bred for some budget. Asked once. */
    public List<Scored> find() {
        List<Candidate> first = new ArrayList<>(trained);
        for (Measure measure : measures) {
            first.add(Extremes.smallest(costs, measure));
            first.add(Extremes.largest(costs, measure));
        }
        Stream.generate(() -> space.random(random)).limit(RANDOM).forEach(first::add);
        offer(first);
        int idle = 0;
        for (int generation = 0; generation < MOST_GENERATIONS && idle < PATIENCE; generation++) {
            idle = offer(children(cells.best())) ? 0 : idle + 1;
        }
        return scored();
    }

    /** Offers those that are new, and tells whether one of them is better than what was there. */
    private boolean offer(List<Candidate> candidates) {
        List<Candidate> added = candidates.stream().filter(seen::add).toList();
        boolean better = false;
        if (!added.isEmpty()) {
            double[] means = predictor.means(added);
            for (int i = 0; i < means.length; i++) {
                better |= cells.offer(added.get(i), costs.of(added.get(i)), means[i]);
            }
        }
        return better;
    }

    private List<Candidate> children(List<Candidate> parents) {
        List<Candidate> children = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            int[] genes = parents.get(random.nextInt(parents.size())).genes();
            if (random.nextBoolean()) {
                Candidate father = parents.get(random.nextInt(parents.size()));
                for (int g = 0; g < genes.length; g++) {
                    genes[g] = random.nextBoolean() ? father.gene(g) : genes[g];
                }
            }
            double rate = CHANGED[random.nextInt(CHANGED.length)] / genes.length;
            for (int g = 0; g < genes.length; g++) {
                if (random.nextDouble() < rate) {
                    genes[g] = random.nextInt(space.parameters().get(g).size());
                }
            }
            children.add(space.candidate(genes));
        }
        return children;
    }

    private List<Scored> scored() {
        List<Candidate> best = cells.best();
        List<Prediction> predictions = predictor.predict(best);
        return IntStream.range(0, best.size())
                .mapToObj(i -> new Scored(best.get(i), predictions.get(i)))
                .sorted(Comparator.comparingLong((Scored s) -> cost(s).macs())
                        .thenComparingLong(s -> cost(s).params())
                        .thenComparing((x, y) -> Arrays.compare(
                                x.candidate().genes(), y.candidate().genes())))
                .toList();
    }

    private Cost cost(Scored scored) {
        return costs.of(scored.candidate());
    }
}
