package io.narsil.lab.methods;

import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * Looks rows up one by one in some order. The budgets have the shares of each round that a search gives them, so that all
 * methods look as often within each.
 *
 * @param order rows of a problem, by seeds
 */
record OrderMethod(Rounds rounds, BiFunction<TableProblem, Seeds, RowOrder> order) implements Method {
    @Override
    public void run(Lookups lookups, Seeds seeds) {
        TableProblem problem = lookups.problem();
        RowOrder rows = order.apply(problem, seeds);
        var plan = rounds.plan(problem, 1, seeds.seed());
        run(lookups, rows, turns(problem, plan.firstShares()));
        List<Integer> turns = turns(problem, plan.shares());
        while (lookups.left() > 0) {
            run(lookups, rows, turns);
        }
    }

    private static <B> List<Integer> turns(TableProblem problem, Map<B, Integer> shares) {
        List<Integer> turns = new ArrayList<>();
        for (int b = 0; b < problem.budgets().size(); b++) {
            for (int i = 0; i < shares.get(problem.budgets().get(b)); i++) {
                turns.add(b);
            }
        }
        return turns;
    }

    /** Where a budget has no row left the next one has its turn. */
    private static void run(Lookups lookups, RowOrder rows, List<Integer> turns) {
        int budgets = lookups.problem().budgets().size();
        for (int turn : turns) {
            for (int i = 0; i < budgets && lookups.left() > 0; i++) {
                OptionalInt row = rows.next((turn + i) % budgets);
                if (row.isPresent()) {
                    lookups.look(row.getAsInt());
                    break;
                }
            }
        }
    }
}
