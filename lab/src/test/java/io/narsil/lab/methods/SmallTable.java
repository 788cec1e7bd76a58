package io.narsil.lab.methods;

import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table of 64 rows whose score rises with cost, but for one parameter that costs nothing. */
final class SmallTable {
    static final SearchSpace SPACE = SpaceFile.parse("s.yaml", """
            narsil: space/1
            name: small
            parameters: {a: [1, 2, 3, 4], b: [1, 2, 3, 4]}
            recipe: {rate: [1, 2, 3, 4]}
            """);

    private SmallTable() {}

    static Table table() {
        return table(0);
    }

    /** @param epochs of curves that never cross; 0 for none */
    static Table table(int epochs) {
        List<Candidate> candidates = new ArrayList<>();
        double[] scores = new double[64];
        long[] macs = new long[64];
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int[] genes = {i % 4, i / 4 % 4, i / 16};
            candidates.add(SPACE.candidate(genes));
            double score = 10 * genes[0] + 7 * genes[1] - 2 * Math.abs(genes[2] - 2);
            scores[i] = score;
            macs[i] = 10 + 10L * genes[0] + 8L * genes[1];
            curves.add(IntStream.rangeClosed(1, epochs)
                    .mapToObj(e -> score - epochs + e)
                    .toList());
        }
        return new Table(SPACE, "score", candidates, scores, Map.of("macs", macs), epochs == 0 ? List.of() : curves);
    }

    static Budget macs(long limit) {
        return new Budget(Long.toString(limit), Map.of(Measure.MACS, limit));
    }

    /** Three budgets: 20, 36 and all. */
    static TableProblem budgets() {
        return TableProblem.of(table(), List.of(macs(20), macs(36), macs(64)));
    }
}
