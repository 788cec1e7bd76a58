package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Breeds candidates inside one budget towards the best {@linkplain Prediction#below cautiously} predicted score.
 *
 * <p>An adaptive genetic algorithm (Srinivas and Patnaik 1994), as in section 3 of the paper: the fitter the parents,
 * the less they are crossed and mutated. A child that is over budget or was seen before is dropped.
 */
public final class Evolution {
    /**
     * The number of survivors. The paper's K is smaller (40 in reimplementations), but with few survivors the result
     * differs from run to run.
     */
    private static final int SURVIVORS = 100;

    private static final int CHILDREN = 400;
    private static final int MOST_GENERATIONS = 100;
    private static final int PATIENCE = 8;

    /** Standard deviations that are taken off a mean. */
    private static final double USUAL = 1;
    /** The same where few candidates were tried: what was predicted then was wrong by several deviations (docs/search.md). */
    private static final double FEW = 2;

    private static final double LEAST_GAIN = 1e-6;
    private static final double CROSS_FIT = 1.0;
    private static final double CROSS_UNFIT = 1.0;
    private static final double MUTATE_FIT = 0.5;
    private static final double MUTATE_UNFIT = 0.5;
    /** The share of genes that a mutation changes, at a mutation probability of 1. */
    private static final double GENES_CHANGED = 0.1;

    private final ScorePredictor predictor;
    private final StageCosts costs;
    private final Priors priors;
    private final double doubt;
    private final double caution;
    private final int mostGenerations;
    private final int patience;

    /** A candidate by its cautiously predicted score, less what is doubted of it. */
    private record Rated(Candidate candidate, double fitness) {}

    /** The usual evolution: it ends after eight generations without a gain, or after a hundred. */
    public Evolution(ScorePredictor predictor, StageCosts costs) {
        this(predictor, costs, Priors.NONE, 0);
    }

    /**
     * The usual evolution of finalists: where something is believed of a parameter, half of its mutations follow that, and of recipes
     * far from it short trainings are doubted. Where few candidates were tried, the predictor's own deviations are doubted, too.
     *
     * @param plan plan of the search
     * @param trained candidates that were trained
     */
    public static Evolution ofFinalists(
            ScorePredictor predictor, StageCosts costs, SearchPlan plan, List<Candidate> trained) {
        Priors priors = Priors.of(costs.space(), plan.believed());
        double caution =
                FewTried.in(costs.space(), (int) trained.stream().distinct().count()) ? FEW : USUAL;
        double doubt = Doubt.of(plan, predictor, trained);
        return new Evolution(predictor, costs, priors, doubt, caution, MOST_GENERATIONS, PATIENCE);
    }

    /**
     * The usual evolution, where short trainings tell little of recipes for long ones.
     *
     * @param doubt predicted score that a recipe must be ahead by, for each unit of its distance from what is believed
     */
    Evolution(ScorePredictor predictor, StageCosts costs, Priors priors, double doubt) {
        this(predictor, costs, priors, doubt, USUAL, MOST_GENERATIONS, PATIENCE);
    }

    /**
     * An evolution of another length.
     *
     * @param patience generations without a gain before it ends
     */
    public Evolution(ScorePredictor predictor, StageCosts costs, int mostGenerations, int patience) {
        this(predictor, costs, Priors.NONE, 0, USUAL, mostGenerations, patience);
    }

    private Evolution(
            ScorePredictor predictor,
            StageCosts costs,
            Priors priors,
            double doubt,
            double caution,
            int mostGenerations,
            int patience) {
        this.predictor = predictor;
        this.costs = costs;
        this.priors = priors;
        this.doubt = doubt;
        this.caution = caution;
        this.mostGenerations = mostGenerations;
        this.patience = patience;
    }

    StageCosts costs() {
        return costs;
    }

    Priors priors() {
        return priors;
    }

    /**
     * The survivors, the most promising first.
     *
     * @param start first parents; those over budget are left out, and at least one must remain
     */
    public List<Scored> run(Budget budget, List<Candidate> start, RandomGenerator random) {
        Set<Candidate> seen = new LinkedHashSet<>();
        start.stream().filter(c -> budget.fits(costs.of(c))).forEach(seen::add);
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("no candidate to start from is within " + budget);
        }
        List<Rated> population = best(rate(List.copyOf(seen)));
        int idle = 0;
        for (int generation = 0; generation < mostGenerations && idle < patience; generation++) {
            double before = population.get(0).fitness();
            List<Rated> all = new ArrayList<>(population);
            all.addAll(rate(children(budget, population, seen, random)));
            population = best(all);
            idle = population.get(0).fitness() - before > LEAST_GAIN ? 0 : idle + 1;
        }
        List<Candidate> survivors = population.stream().map(Rated::candidate).toList();
        List<Prediction> predictions = predictor.predict(survivors);
        return IntStream.range(0, survivors.size())
                .mapToObj(i -> new Scored(survivors.get(i), predictions.get(i)))
                .toList();
    }

    private List<Candidate> children(
            Budget budget, List<Rated> population, Set<Candidate> seen, RandomGenerator random) {
        double top = population.get(0).fitness();
        double mean = population.stream().mapToDouble(Rated::fitness).average().orElseThrow();
        List<Candidate> children = new ArrayList<>();
        for (int tries = 0; tries < 10 * CHILDREN && children.size() < CHILDREN; tries++) {
            Rated mother = population.get(random.nextInt(population.size()));
            Rated father = population.get(random.nextInt(population.size()));
            double fitter = Math.max(mother.fitness(), father.fitness());
            int[] genes = mother.candidate().genes();
            if (random.nextDouble() < adaptive(fitter, mean, top, CROSS_FIT, CROSS_UNFIT)) {
                cross(genes, father.candidate(), random);
            }
            double mutation = adaptive(mother.fitness(), mean, top, MUTATE_FIT, MUTATE_UNFIT);
            mutate(genes, Math.max(mutation * GENES_CHANGED, 1.0 / genes.length), random);
            add(budget, genes, seen, children);
        }
        return children;
    }

    private void add(Budget budget, int[] genes, Set<Candidate> seen, List<Candidate> found) {
        Candidate child = costs.space().candidate(genes);
        if (!seen.contains(child) && budget.fits(costs.of(child))) {
            seen.add(child);
            found.add(child);
        }
    }

    /**
     * The probability of crossover or mutation (Srinivas and Patnaik, equations 3 and 4): it falls to 0 for the fittest
     * and is constant below the mean.
     */
    private static double adaptive(double fitness, double mean, double top, double fit, double unfit) {
        if (fitness < mean || top <= mean) {
            return unfit;
        }
        return fit * (top - fitness) / (top - mean);
    }

    private static void cross(int[] genes, Candidate father, RandomGenerator random) {
        for (int i = 0; i < genes.length; i++) {
            if (random.nextBoolean()) {
                genes[i] = father.gene(i);
            }
        }
    }

    private void mutate(int[] genes, double rate, RandomGenerator random) {
        SearchSpace space = costs.space();
        for (int i = 0; i < genes.length; i++) {
            if (random.nextDouble() < rate) {
                genes[i] = priors.value(i, space.parameters().get(i).size(), random);
            }
        }
    }

    private List<Rated> rate(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Prediction> predictions = predictor.predict(candidates);
        return IntStream.range(0, predictions.size())
                .mapToObj(i ->
                        new Rated(candidates.get(i), doubted(predictions.get(i).below(caution), candidates.get(i))))
                .toList();
    }

    private double doubted(double score, Candidate candidate) {
        return doubt == 0 ? score : score - doubt * priors.recipeDistance(candidate);
    }

    /** The best, by a stable sort: equal ones stay in the order in which they were made. */
    private static List<Rated> best(List<Rated> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble((Rated r) -> -r.fitness()))
                .limit(SURVIVORS)
                .toList();
    }
}
