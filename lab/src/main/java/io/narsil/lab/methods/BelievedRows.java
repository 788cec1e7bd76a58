package io.narsil.lab.methods;

import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.search.Priors;
import io.narsil.search.SobolPoints;
import io.narsil.space.SearchSpace;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Rows that are near what is believed of a table's space. */
final class BelievedRows {
    /** Points without a new row before there is none. */
    private static final int PATIENCE = 1000;

    private final TableProblem problem;
    private final Map<Priors.Draw, double[][]> weights = new EnumMap<>(Priors.Draw.class);
    private final SobolPoints points;

    BelievedRows(TableProblem problem, Seeds seeds) {
        SearchSpace space = problem.table().space();
        Priors priors = problem.priors();
        this.problem = problem;
        points = new SobolPoints(space.parameters().size(), seeds.stream("prior", 0));
        if (priors.any()) {
            weights.put(Priors.Draw.USUAL, priors.weights(space, Priors.Draw.USUAL));
            weights.put(Priors.Draw.NEAR, priors.weights(space, Priors.Draw.NEAR));
        }
    }

    /**
     * The next row within the budget at a place and no smaller one; nothing where none was met for long, or where it is not to be
     * drawn by what is believed.
     *
     * @param known rows that are not to be given once more
     */
    OptionalInt next(int band, Priors.Draw draw, Set<Integer> known) {
        for (int tries = 0; weights.containsKey(draw) && tries < PATIENCE; tries++) {
            OptionalInt row = problem.table().row(problem.table().space().candidate(genes(weights.get(draw))));
            if (row.isPresent() && problem.band(row.getAsInt()) == band && !known.contains(row.getAsInt())) {
                return row;
            }
        }
        return OptionalInt.empty();
    }

    private int[] genes(double[][] wanted) {
        double[] point = points.next();
        int[] genes = new int[point.length];
        for (int i = 0; i < genes.length; i++) {
            double left = point[i] * wanted[i].length;
            while (genes[i] < wanted[i].length - 1 && left >= wanted[i][genes[i]]) {
                left -= wanted[i][genes[i]++];
            }
        }
        return genes;
    }
}
