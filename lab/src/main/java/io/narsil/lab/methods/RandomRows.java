package io.narsil.lab.methods;

import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Rows in the order of chance. */
final class RandomRows implements RowOrder {
    private final List<Deque<Integer>> bands = new ArrayList<>();
    private final IntPredicate taken;

    RandomRows(TableProblem problem, Seeds seeds) {
        this(problem, seeds, row -> false);
    }

    /** @param taken test whether a row was given by another order already, at the time when this one comes to it */
    RandomRows(TableProblem problem, Seeds seeds, IntPredicate taken) {
        this.taken = taken;
        problem.budgets().forEach(budget -> bands.add(new ArrayDeque<>()));
        for (int row : Shuffle.indices(problem.table().size(), seeds.stream("random", 0))) {
            bands.get(problem.band(row)).add(row);
        }
    }

    @Override
    public OptionalInt next(int band) {
        Deque<Integer> rows = bands.get(band);
        while (!rows.isEmpty() && taken.test(rows.element())) {
            rows.remove();
        }
        return rows.isEmpty() ? OptionalInt.empty() : OptionalInt.of(rows.remove());
    }
}
