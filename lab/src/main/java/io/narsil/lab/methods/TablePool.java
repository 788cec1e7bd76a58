package io.narsil.lab.methods;

import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.search.Budget;
import io.narsil.search.Pool;
import io.narsil.search.PoolSource;
import io.narsil.search.Priors;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All rows of a table to choose from: in each budget's band first those of the first design, which the method
 * {@code sobol} looks up first, too, where nothing is believed of the space; then the others in the table's order.
 */
record TablePool(TableProblem problem) implements PoolSource {
    private static final int LARGEST_SAMPLE = 20_000;

    @Override
    public Pool build(SearchPlan plan) {
        Seeds seeds = new Seeds(plan.seed());
        SobolRows spread = new SobolRows(problem, seeds);
        BelievedRows near = new BelievedRows(problem, seeds);
        List<Candidate> candidates = problem.table().candidates();
        Map<Budget, List<Candidate>> members = new LinkedHashMap<>();
        for (int b = 0; b < problem.budgets().size(); b++) {
            Budget budget = problem.budgets().get(b);
            Set<Integer> rows = new LinkedHashSet<>();
            OptionalInt next = OptionalInt.of(-1);
            while (rows.size() < plan.firstShares().get(budget) && next.isPresent()) {
                next = near.next(b, Priors.draw(rows.size()), rows);
                next = next.isPresent() ? next : spread.next(b);
                next.ifPresent(rows::add);
            }
            IntStream.of(problem.bandRows(b)).forEach(rows::add);
            members.put(budget, rows.stream().map(candidates::get).toList());
        }
        return new Pool(members, Pool.of(members).all(), sample(problem.table(), seeds));
    }

    /** Random rows, on whose free statistics a predictor is pretrained. */
    static List<Candidate> sample(Table table, Seeds seeds) {
        return IntStream.of(Shuffle.indices(table.size(), seeds.stream("pool", 0)))
                .limit(LARGEST_SAMPLE)
                .mapToObj(table.candidates()::get)
                .toList();
    }
}
