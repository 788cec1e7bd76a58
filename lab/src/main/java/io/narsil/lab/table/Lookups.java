package io.narsil.lab.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The evaluations of one search on a table, the regret after each of them, and a simulated clock of epochs.
 *
 * <p>Where a table has accuracies by epoch, the best row so far is the best at the last epoch that all rows were trained
 * to: a search that stops early pays for what it misjudges.
 */
public final class Lookups {
    private final Table table;
    private final int most;
    private final Set<Integer> seen = new LinkedHashSet<>();
    private final List<Double> regrets = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();
    private final List<Integer> clock = new ArrayList<>();
    private int common;
    private int best = -1;

    /** A search that may look up {@code most} rows. */
    Lookups(Table table, int most) {
        this.table = table;
        this.most = Math.min(most, table.size());
        this.common = table.epochs();
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

    /** The score of a row that was not looked up before; counts as one evaluation, and as all epochs. */
    public double score(int row) {
        look(row, table.epochs());
        return table.score(row);
    }

    /** Such a row after some epochs; counts as one evaluation. */
    void score(int row, int epochs) {
        look(row, epochs);
    }

    private void look(int row, int epochs) {
        if (left() == 0 || !seen.add(row)) {
            throw new IllegalStateException("row " + row + " cannot be looked up");
        }
        if (epochs < common) {
            common = epochs;
            best = -1;
            seen.forEach(this::compete);
        } else {
            compete(row);
        }
        regrets.add(table.best() - table.score(best));
        ranks.add(table.rank(table.score(best)));
        clock.add(epochs + (clock.isEmpty() ? 0 : clock.get(clock.size() - 1)));
    }

    private void compete(int row) {
        if (best < 0 || known(row) > known(best)) {
            best = row;
        }
    }

    private double known(int row) {
        return common == table.epochs() ? table.score(row) : table.accuracy(row, common);
    }

    /** The regret after each evaluation: how far the best so far is from the best of the table. */
    public List<Double> regrets() {
        return List.copyOf(regrets);
    }

    /** The rank of the best row so far after each evaluation, 1 for the best of the table. */
    public List<Integer> ranks() {
        return List.copyOf(ranks);
    }

    /** The epochs trained in all, after each evaluation; 0 where the table has none. */
    public List<Integer> clock() {
        return List.copyOf(clock);
    }
}
