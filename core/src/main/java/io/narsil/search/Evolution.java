package io.narsil.search;

import io.narsil.predictor.AccuracyPredictor;
import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Breeds candidates inside one budget towards the best predicted accuracy.
 *
 * <p>An adaptive genetic algorithm (Srinivas and Patnaik 1994), as in section 3 of the paper: the fitter the parents,
 * the less they are crossed and changed. A child over budget or seen before does not exist.
 */
public final class Evolution {
    private static final int SURVIVORS = 40;
    private static final int CHILDREN = 200;
    private static final int MOST_GENERATIONS = 100;
    /** Generations without a gain before it ends. */
    private static final int PATIENCE = 8;

    private static final double LEAST_GAIN = 1e-6;
    private static final double CROSS_FIT = 1.0;
    private static final double CROSS_UNFIT = 1.0;
    private static final double MUTATE_FIT = 0.5;
    private static final double MUTATE_UNFIT = 0.5;
    /** The share of genes that a mutation changes, at a mutation probability of 1. */
    private static final double GENES_CHANGED = 0.3;

    private final AccuracyPredictor predictor;
    private final StageCosts costs;

    /** A candidate with what is predicted of it. */
    public record Scored(Candidate candidate, Prediction prediction) {}

    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble((Scored s) -> -s.prediction().mean());

    public Evolution(AccuracyPredictor predictor, StageCosts costs) {
        this.predictor = predictor;
        this.costs = costs;
    }

    /**
     * The survivors, best predicted first.
     *
     * @param start the first parents; those over budget are left out, and at least one must remain
     */
    public List<Scored> run(Budget budget, List<Candidate> start, RandomGenerator random) {
        Set<Candidate> seen = new LinkedHashSet<>();
        start.stream().filter(c -> budget.fits(costs.of(c))).forEach(seen::add);
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("no candidate to start from is within " + budget);
        }
        List<Scored> population = best(score(List.copyOf(seen)));
        int idle = 0;
        for (int generation = 0; generation < MOST_GENERATIONS && idle < PATIENCE; generation++) {
            double before = population.get(0).prediction().mean();
            List<Candidate> children = children(budget, population, seen, random);
            List<Scored> all = new ArrayList<>(population);
            all.addAll(score(children));
            population = best(all);
            idle = population.get(0).prediction().mean() - before > LEAST_GAIN ? 0 : idle + 1;
        }
        return population;
    }

    private List<Candidate> children(
            Budget budget, List<Scored> population, Set<Candidate> seen, RandomGenerator random) {
        double top = population.get(0).prediction().mean();
        double mean = population.stream()
                .mapToDouble(s -> s.prediction().mean())
                .average()
                .orElseThrow();
        List<Candidate> children = new ArrayList<>();
        for (int tries = 0; tries < 10 * CHILDREN && children.size() < CHILDREN; tries++) {
            Scored mother = population.get(random.nextInt(population.size()));
            Scored father = population.get(random.nextInt(population.size()));
            double fitter =
                    Math.max(mother.prediction().mean(), father.prediction().mean());
            int[] genes = mother.candidate().genes();
            if (random.nextDouble() < adaptive(fitter, mean, top, CROSS_FIT, CROSS_UNFIT)) {
                cross(genes, father.candidate(), random);
            }
            double mutation = adaptive(mother.prediction().mean(), mean, top, MUTATE_FIT, MUTATE_UNFIT);
            mutate(genes, Math.max(mutation * GENES_CHANGED, 1.0 / genes.length), random);
            Candidate child = costs.space().candidate(genes);
            if (!seen.contains(child) && budget.fits(costs.of(child))) {
                seen.add(child);
                children.add(child);
            }
        }
        return children;
    }

    /** Equations 3 and 4 of Srinivas and Patnaik: falls to 0 for the fittest, constant below the mean. */
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
                genes[i] = random.nextInt(space.parameters().get(i).size());
            }
        }
    }

    private List<Scored> score(List<Candidate> candidates) {
        List<Prediction> predictions = predictor.predict(candidates);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            scored.add(new Scored(candidates.get(i), predictions.get(i)));
        }
        return scored;
    }

    /** The best, by a stable sort: equal ones stay in the order in which they were born. */
    private static List<Scored> best(List<Scored> all) {
        return all.stream().sorted(BEST_FIRST).limit(SURVIVORS).toList();
    }
}
