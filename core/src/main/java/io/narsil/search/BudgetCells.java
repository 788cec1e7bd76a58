package io.narsil.search;

import io.narsil.network.Cost;
import io.narsil.space.Candidate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The best candidate so far within each pair of limits of any two measures. The last limit of a measure is none, so budgets of one
 * measure are among them.
 */
final class BudgetCells {
    private final List<Measure> measures;
    /** Limits of each measure, from the least that is possible on. */
    private final long[][] limits;
    /** By the two measures' places, then by the two limits' places. */
    private final Rated[][][] cells;

    /** A candidate with its predicted score. */
    private record Rated(Candidate candidate, double mean) {}

    /** @param limits limits of each measure, from small to large */
    BudgetCells(List<Measure> measures, List<long[]> limits) {
        this.measures = measures;
        this.limits = limits.toArray(new long[0][]);
        this.cells = new Rated[measures.size() * measures.size()][][];
        for (int a = 0; a < measures.size(); a++) {
            for (int b = a + 1; b < measures.size(); b++) {
                cells[a * measures.size() + b] = new Rated[this.limits[a].length][this.limits[b].length];
            }
        }
    }

    /** Takes a candidate where it is better than what was there, and tells whether it was anywhere. */
    boolean offer(Candidate candidate, Cost cost, double mean) {
        int[] from = new int[limits.length];
        for (int m = 0; m < limits.length; m++) {
            int place = Arrays.binarySearch(limits[m], measures.get(m).of(cost));
            from[m] = place >= 0 ? place : -place - 1;
        }
        Rated rated = new Rated(candidate, mean);
        boolean better = false;
        for (int a = 0; a < limits.length; a++) {
            for (int b = a + 1; b < limits.length; b++) {
                better |= offer(rated, cells[a * limits.length + b], from[a], from[b]);
            }
        }
        return better;
    }

    /** What fits a pair of limits fits all larger ones. */
    private static boolean offer(Rated rated, Rated[][] pair, int from, int second) {
        boolean better = false;
        for (int i = from; i < pair.length; i++) {
            for (int k = second; k < pair[i].length; k++) {
                if (pair[i][k] != null && pair[i][k].mean() >= rated.mean()) {
                    // Whoever is here is in all that are larger, or somebody better is.
                    break;
                }
                pair[i][k] = rated;
                better = true;
            }
        }
        return better;
    }

    /** Each candidate that is the best within some pair of limits, once. */
    List<Candidate> best() {
        Set<Candidate> best = new LinkedHashSet<>();
        for (Rated[][] pair : cells) {
            if (pair != null) {
                for (Rated[] row : pair) {
                    for (Rated cell : row) {
                        if (cell != null) {
                            best.add(cell.candidate());
                        }
                    }
                }
            }
        }
        return List.copyOf(best);
    }
}
