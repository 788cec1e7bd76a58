package io.narsil.lab.methods;

import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.search.SobolPoints;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rows that the points of a scrambled Sobol sequence meet; where none is met for long, rows in the order of chance. */
final class SobolRows implements RowOrder {
    /** Points without a new row before rows are taken in the order of chance. */
    private static final int PATIENCE = 10_000;

    private final TableProblem problem;
    private final Seeds seeds;
    private final SobolPoints points;
    private final Set<Integer> met = new HashSet<>();
    /** Rows that were met while one of another band was looked for. */
    private final List<Deque<Integer>> waiting = new ArrayList<>();
    /** Null as long as the sequence meets rows. */
    private RandomRows rest;

    SobolRows(TableProblem problem, Seeds seeds) {
        this.problem = problem;
        this.seeds = seeds;
        points = new SobolPoints(problem.table().space().parameters().size(), seeds.stream("sobol", 0));
        problem.budgets().forEach(budget -> waiting.add(new ArrayDeque<>()));
    }

    @Override
    public OptionalInt next(int band) {
        for (int tries = 0; rest == null && waiting.get(band).isEmpty(); tries++) {
            if (tries == PATIENCE) {
                rest = new RandomRows(problem, seeds, met::contains);
                break;
            }
            OptionalInt row = problem.table().row(candidate(points.next()));
            if (row.isPresent() && met.add(row.getAsInt())) {
                waiting.get(problem.band(row.getAsInt())).add(row.getAsInt());
            }
        }
        return waiting.get(band).isEmpty()
                ? rest.next(band)
                : OptionalInt.of(waiting.get(band).remove());
    }

    private Candidate candidate(double[] point) {
        SearchSpace space = problem.table().space();
        int[] genes = new int[point.length];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = (int) (point[i] * space.parameters().get(i).size());
        }
        return space.candidate(genes);
    }
}
