package io.narsil.lab.methods;

import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.TableProblem;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one method reached within one budget.
 *
 * @param budget name of the budget; {@code all} for a whole table
 * @param regrets regrets by seed, after each evaluation
 * @param epochs number of epochs by seed, trained in all after each evaluation; 0 where the table has none
 * @param medianRank median rank of the best row found, 1 for the best of those within the budget
 * @param evaluationsToTop median number until a row of the best 0.1 % is found; negative where the median run finds
 *     none
 */
public record Outcome(
        String method,
        String budget,
        List<List<Double>> regrets,
        List<List<Integer>> epochs,
        double medianRank,
        double evaluationsToTop) {
    /** The share of the rows that count as the top. */
    private static final double TOP = 0.001;

    /** The outcome of runs, one for each seed, within the budget at a place. */
    static Outcome of(String method, TableProblem problem, int budget, List<Lookups> runs) {
        List<List<Integer>> ranks = runs.stream().map(r -> r.ranks(budget)).toList();
        int evaluations = ranks.get(0).size();
        int top = Math.max(1, (int) (TOP * problem.within(budget).size()));
        double evaluationsToTop = median(ranks.stream()
                .mapToDouble(r -> 1
                        + IntStream.range(0, evaluations)
                                .filter(i -> r.get(i) <= top)
                                .findFirst()
                                .orElse(Integer.MAX_VALUE - 2)));
        return new Outcome(
                method,
                problem.budgets().get(budget).name(),
                runs.stream().map(r -> r.regrets(budget)).toList(),
                runs.stream().map(Lookups::clock).toList(),
                median(ranks.stream().mapToDouble(r -> r.get(evaluations - 1))),
                evaluationsToTop > evaluations ? -1 : evaluationsToTop);
    }

    /** The mean number of epochs that a whole run trained. */
    public double meanEpochs() {
        return epochs.stream().mapToInt(e -> e.get(e.size() - 1)).average().orElseThrow();
    }

    /** The mean regret after so many evaluations. */
    public double mean(int evaluations) {
        return Spread.of(at(evaluations)).mean();
    }

    /** The standard deviation over seeds. */
    public double spread(int evaluations) {
        return Spread.of(at(evaluations)).deviation();
    }

    private double[] at(int evaluations) {
        return regrets.stream()
                .mapToDouble(r -> r.get(Math.min(evaluations, r.size()) - 1))
                .toArray();
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
