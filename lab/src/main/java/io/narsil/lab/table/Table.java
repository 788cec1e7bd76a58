package io.narsil.lab.table;

import io.narsil.config.UserException;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Candidates with known scores; combinations that are missing do not exist for a search.
 *
 * <p>A score is the higher the better, on any scale.
 */
public final class Table {
    private final SearchSpace space;
    private final String scoreName;
    private final List<Candidate> candidates;
    private final double[] scores;
    private final Map<String, long[]> costs;
    private final List<List<Double>> curves;
    private final Map<Candidate, Integer> rows = new HashMap<>();
    private final double[] ascending;

    /**
     * A table of rows, at least one.
     *
     * @param scoreName name of the score's column
     * @param scores scores, one for each row
     * @param costs costs by name, one for each row
     * @param curves scores after each epoch, for each row; none where they are not known
     */
    public Table(
            SearchSpace space,
            String scoreName,
            List<Candidate> candidates,
            double[] scores,
            Map<String, long[]> costs,
            List<List<Double>> curves) {
        this.space = space;
        this.scoreName = scoreName;
        this.candidates = List.copyOf(candidates);
        this.scores = scores.clone();
        this.costs = Map.copyOf(costs);
        this.curves = List.copyOf(curves);
        for (int i = 0; i < candidates.size(); i++) {
            rows.put(candidates.get(i), i);
        }
        ascending = scores.clone();
        Arrays.sort(ascending);
    }

    public SearchSpace space() {
        return space;
    }

    /** What the score is called. */
    public String scoreName() {
        return scoreName;
    }

    /** All candidates, in the order of the rows. */
    public List<Candidate> candidates() {
        return candidates;
    }

    public int size() {
        return scores.length;
    }

    public double score(int row) {
        return scores[row];
    }

    /** How many epochs a whole training has; 0 where scores by epoch are not known. */
    public int epochs() {
        return curves.isEmpty() ? 0 : curves.get(0).size();
    }

    /** The score of a row after some epochs: its score after all of them, or where there are none. */
    public double scoreAfter(int row, int epochs) {
        return epochs == epochs() ? scores[row] : curves.get(row).get(epochs - 1);
    }

    /** The row of a candidate, if it has one. */
    public OptionalInt row(Candidate candidate) {
        Integer row = rows.get(candidate);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** The names of the known costs. */
    public List<String> costNames() {
        return costs.keySet().stream().sorted().toList();
    }

    public long cost(String name, int row) {
        return costs.get(name)[row];
    }

    /** The highest score. */
    public double best() {
        return ascending[ascending.length - 1];
    }

    /** The lowest score. */
    public double worst() {
        return ascending[0];
    }

    /** How many rows have a higher score, plus one. */
    public int rank(double score) {
        int at = Arrays.binarySearch(ascending, score);
        while (at >= 0 && at + 1 < ascending.length && ascending[at + 1] == score) {
            at++;
        }
        return ascending.length - (at < 0 ? -at - 1 : at + 1) + 1;
    }

    /**
     * The rows within a budget.
     *
     * @throws UserException where the table lacks a column that the budget limits, or no row fits
     */
    public Table within(Budget budget) {
        int[] kept = rowsWithin(budget);
        if (kept.length == 0) {
            throw new UserException("", "no row of the table is within " + budget, "a larger budget");
        }
        return rows(kept);
    }

    /**
     * The places of the rows within a budget, in their order; may be none.
     *
     * @throws UserException where the table lacks a column that the budget limits
     */
    int[] rowsWithin(Budget budget) {
        for (Measure measure : budget.limits().keySet()) {
            if (!costs.containsKey(measure.key())) {
                throw new UserException(
                        "--" + measure.key(),
                        "the table has no column \"" + measure.key() + "\" to hold a budget against",
                        costs.isEmpty() ? "" : "one of " + String.join(", ", costNames()));
            }
        }
        return IntStream.range(0, size())
                .filter(row -> budget.limits().entrySet().stream().allMatch(limit -> {
                    long cost = cost(limit.getKey().key(), row);
                    return cost <= limit.getValue()
                            && cost >= budget.floors().getOrDefault(limit.getKey(), Long.MIN_VALUE);
                }))
                .toArray();
    }

    /** The table of some rows alone, at least one, in the order given. */
    Table rows(int[] kept) {
        Map<String, long[]> some = new LinkedHashMap<>();
        costs.forEach((name, values) ->
                some.put(name, IntStream.of(kept).mapToLong(row -> values[row]).toArray()));
        return new Table(
                space,
                scoreName,
                IntStream.of(kept).mapToObj(candidates::get).toList(),
                IntStream.of(kept).mapToDouble(this::score).toArray(),
                some,
                curves.isEmpty()
                        ? curves
                        : IntStream.of(kept).mapToObj(curves::get).toList());
    }
}
