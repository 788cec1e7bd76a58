package io.narsil.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The evaluations of one search on a table, and the regret after each of them. */
public final class Lookups {
    private final Table table;
    private final int most;
    private final Set<Integer> seen = new HashSet<>();
    private final List<Double> regrets = new ArrayList<>();
    private double best = Double.NEGATIVE_INFINITY;

    /** A search that may look up {@code most} rows. */
    Lookups(Table table, int most) {
        this.table = table;
        this.most = Math.min(most, table.size());
    }

    public Table table() {
        return table;
    }

    /** How many evaluations are left. */
    public int left() {
        return most - regrets.size();
    }

    /** Whether a row was looked up already. */
    public boolean knows(int row) {
        return seen.contains(row);
    }

    /** The score of a row that was not looked up before; counts as one evaluation. */
    public double score(int row) {
        if (left() == 0 || !seen.add(row)) {
            throw new IllegalStateException("row " + row + " cannot be looked up");
        }
        best = Math.max(best, table.score(row));
        regrets.add(table.best() - best);
        return table.score(row);
    }

    /** The regret after each evaluation: how far the best so far is from the best of the table. */
    public List<Double> regrets() {
        return List.copyOf(regrets);
    }
}
