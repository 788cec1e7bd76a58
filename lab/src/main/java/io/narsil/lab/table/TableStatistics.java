package io.narsil.lab.table;

import io.narsil.predictor.Counts;
import io.narsil.space.Candidate;
import java.util.function.Function;

/** The free statistics of a table's candidates: their known costs, and how often each choice is made, and where. */
public final class TableStatistics implements Function<Candidate, float[]> {
    private final Table table;
    private final Counts counts;

    public TableStatistics(Table table) {
        this.table = table;
        this.counts = new Counts(table.space(), true);
    }

    @Override
    public float[] apply(Candidate candidate) {
        float[] costs = costs(candidate);
        float[] chosen = counts.of(candidate);
        float[] all = new float[costs.length + chosen.length];
        System.arraycopy(costs, 0, all, 0, costs.length);
        System.arraycopy(chosen, 0, all, costs.length, chosen.length);
        return all;
    }

    /** The paper's statistics: the costs alone, and their logarithms. */
    public float[] costs(Candidate candidate) {
        float[] costs = new float[2 * table.costNames().size()];
        int at = 0;
        for (String name : table.costNames()) {
            double cost = table.cost(name, table.row(candidate).orElseThrow());
            costs[at++] = (float) cost;
            costs[at++] = (float) StrictMath.log1p(cost);
        }
        return costs;
    }
}
