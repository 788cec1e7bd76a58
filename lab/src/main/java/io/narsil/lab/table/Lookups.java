package io.narsil.lab.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The evaluations of one search on a table, the regret within each budget after each of them, and a simulated clock of
 * epochs.
 *
 * <p>Where a table has scores by epoch, the best row so far is the best at the last epoch that all rows were trained to: a
 * search that stops early pays for what it misjudges.
 */
public final class Lookups {
    private final TableProblem problem;
    private final Table table;
    private final int most;
    private final Set<Integer> seen = new LinkedHashSet<>();
    private final List<List<Double>> regrets = new ArrayList<>();
    private final List<List<Integer>> ranks = new ArrayList<>();
    private final List<Integer> clock = new ArrayList<>();
    private final int[] best;
    private int common;

    /** A search that may look up {@code most} rows. */
    public Lookups(TableProblem problem, int most) {
        this.problem = problem;
        this.table = problem.table();
        this.most = Math.min(most, table.size());
        this.common = table.epochs();
        this.best = new int[problem.budgets().size()];
        Arrays.fill(best, -1);
        problem.budgets().forEach(budget -> {
            regrets.add(new ArrayList<>());
            ranks.add(new ArrayList<>());
        });
    }

    /** What is searched. */
    public TableProblem problem() {
        return problem;
    }

    /** How many evaluations are left. */
    public int left() {
        return most - seen.size();
    }

    /** The rows that were looked up, in their order. */
    public List<Integer> rows() {
        return List.copyOf(seen);
    }

    /** Looks up a row that was not looked up before; counts as one evaluation, and as all epochs. */
    public void look(int row) {
        look(row, table.epochs());
    }

    /** Looks up such a row after some epochs; counts as one evaluation. */
    public void look(int row, int epochs) {
        if (left() == 0 || !seen.add(row)) {
            throw new IllegalStateException("row " + row + " cannot be looked up");
        }
        if (epochs < common) {
            common = epochs;
            Arrays.fill(best, -1);
            seen.forEach(this::compete);
        } else {
            compete(row);
        }
        for (int b = 0; b < best.length; b++) {
            Table within = problem.within(b);
            // As long as nothing within a budget is known its worst row counts.
            double score = best[b] < 0 ? within.worst() : table.score(best[b]);
            regrets.get(b).add(within.best() - score);
            ranks.get(b).add(within.rank(score));
        }
        clock.add(epochs + (clock.isEmpty() ? 0 : clock.get(clock.size() - 1)));
    }

    private void compete(int row) {
        for (int b = 0; b < best.length; b++) {
            if (problem.fits(b, row) && (best[b] < 0 || known(row) > known(best[b]))) {
                best[b] = row;
            }
        }
    }

    /** What is known of a row that was looked up: its score after the last epoch that all were trained to. */
    public double known(int row) {
        return table.scoreAfter(row, common);
    }

    /** The regret within a budget after each evaluation: how far the best so far is from the best that fits. */
    public List<Double> regrets(int budget) {
        return List.copyOf(regrets.get(budget));
    }

    /** The rank of the best row so far after each evaluation, 1 for the best of those within a budget. */
    public List<Integer> ranks(int budget) {
        return List.copyOf(ranks.get(budget));
    }

    /** The epochs trained in all, after each evaluation; 0 where the table has none. */
    public List<Integer> clock() {
        return List.copyOf(clock);
    }
}
