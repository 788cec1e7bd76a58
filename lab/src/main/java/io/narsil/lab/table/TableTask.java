package io.narsil.lab.table;

import io.narsil.task.Guessing;
import io.narsil.task.Task;

/**
 * Rows of a table are compared by one of its columns, the higher the better, on any scale.
 *
 * @param scoreName name of the column
 * @param deviation standard deviation by which chance moves a score
 */
record TableTask(String scoreName, double deviation) implements Task {
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

    /** The same for all rows, whatever they were measured on. */
    @Override
    public double deviation(double score, int images) {
        return deviation;
    }
}
