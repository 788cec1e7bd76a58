package io.narsil.lab.table;

import io.narsil.task.Guessing;
import io.narsil.task.Task;

/**
 * Rows of a table are compared by one of its columns, the higher the better, on any scale.
 *
 * @param scoreName name of the column
 */
record TableTask(String scoreName) implements Task {
    @Override
    public String key() {
        return "table";
    }

    /** Not known, and not needed: no row diverges. */
    @Override
    public double chance() {
        return Double.NaN;
    }

    /** Not known: rows have no labels. */
    @Override
    public Guessing guessing(int[] labels) {
        return new Guessing(Double.NaN, 0, Double.NaN);
    }
}
