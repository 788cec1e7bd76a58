package io.narsil.lab.methods;

import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Regularised evolution (Real et al. 2019): the best of a tournament has a child by one changed value, the oldest dies.
 * Each of several budgets has its share of the population, and breeds within its own rows.
 */
final class EvolvedRows implements RowOrder {
    private static final int POPULATION = 20;
    private static final int TOURNAMENT = 5;
    /** Draws without a new row before rows are taken in the order of chance. */
    private static final int PATIENCE = 10_000;

    private final TableProblem problem;
    private final Table table;
    private final List<Population> populations = new ArrayList<>();
    private final Set<Integer> given = new HashSet<>();
    private final RandomRows rest;

    EvolvedRows(TableProblem problem, Seeds seeds) {
        this.problem = problem;
        this.table = problem.table();
        for (int b = 0; b < problem.budgets().size(); b++) {
            populations.add(new Population(b, seeds.stream("evolution", b)));
        }
        rest = new RandomRows(problem, seeds, given::contains);
    }

    @Override
    public OptionalInt next(int band) {
        OptionalInt row = populations.get(band).next();
        if (row.isEmpty()) {
            return rest.next(band);
        }
        given.add(row.getAsInt());
        return row;
    }

    /** The population of one budget. */
    private final class Population {
        private final int band;
        private final int[] rows;
        private final RandomGenerator random;
        private final int size =
                Math.max(TOURNAMENT, POPULATION / problem.budgets().size());
        private final Deque<Integer> living = new ArrayDeque<>();
        private boolean exhausted;

        Population(int band, RandomGenerator random) {
            this.band = band;
            this.rows = problem.bandRows(band);
            this.random = random;
        }

        OptionalInt next() {
            for (int tries = 0; !exhausted && tries < PATIENCE; tries++) {
                int row = living.size() < size ? rows[random.nextInt(rows.length)] : child();
                if (row >= 0 && problem.band(row) == band && !given.contains(row)) {
                    living.addLast(row);
                    if (living.size() > size) {
                        living.removeFirst();
                    }
                    return OptionalInt.of(row);
                }
            }
            exhausted = true;
            return OptionalInt.empty();
        }

        private int child() {
            Integer[] members = living.toArray(new Integer[0]);
            int parent = members[random.nextInt(members.length)];
            for (int i = 1; i < TOURNAMENT; i++) {
                int other = members[random.nextInt(members.length)];
                parent = table.score(other) > table.score(parent) ? other : parent;
            }
            int[] genes = table.candidates().get(parent).genes();
            int at = random.nextInt(genes.length);
            genes[at] = random.nextInt(table.space().parameters().get(at).size());
            return table.row(table.space().candidate(genes)).orElse(-1);
        }
    }
}
