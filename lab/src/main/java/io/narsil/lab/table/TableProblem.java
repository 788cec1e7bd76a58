package io.narsil.lab.table;

import io.narsil.config.UserException;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Priors;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is searched on a table: the best row within each of some budgets, of the rows that are within at least one.
 *
 * <p>As in a study, a budget's band holds the rows that fit it and no smaller one.
 */
public final class TableProblem {
    private final Table table;
    private final List<Budget> budgets;
    private final Measure measure;
    private final List<Table> within = new ArrayList<>();
    private final List<boolean[]> fits = new ArrayList<>();
    private final int[] bands;

    private TableProblem(Table table, List<Budget> budgets, Measure measure, List<int[]> rows) {
        this.table = table;
        this.budgets = List.copyOf(budgets);
        this.measure = measure;
        bands = new int[table.size()];
        Arrays.fill(bands, -1);
        for (int b = 0; b < rows.size(); b++) {
            boolean[] fit = new boolean[table.size()];
            for (int row : rows.get(b)) {
                fit[row] = true;
                bands[row] = bands[row] < 0 ? b : bands[row];
            }
            fits.add(fit);
            within.add(rows.size() == 1 ? table : table.rows(rows.get(b)));
        }
    }

    /** The best row of a whole table. */
    public static TableProblem of(Table table) {
        // A search wants a budget for each member of its family; this one is never held against a cost.
        Budget all = new Budget("all", Map.of(Measure.MACS, Long.MAX_VALUE));
        return new TableProblem(
                table,
                List.of(all),
                null,
                List.of(IntStream.range(0, table.size()).toArray()));
    }

    /**
     * The best row within each of several budgets.
     *
     * @param budgets budgets from the smallest to the largest; all limit the same measure
     * @throws UserException where the table lacks the measure's column, or no row fits a budget and no smaller one
     */
    public static TableProblem of(Table table, List<Budget> budgets) {
        boolean[] known = new boolean[table.size()];
        for (Budget budget : budgets) {
            int[] band = IntStream.of(table.rowsWithin(budget))
                    .filter(row -> !known[row])
                    .toArray();
            if (band.length == 0) {
                throw new UserException(
                        "",
                        "no row of the table is within " + budget + " and no smaller budget",
                        "a larger budget, or one farther from the next smaller one");
            }
            IntStream.of(band).forEach(row -> known[row] = true);
        }
        Table rows = table.rows(
                IntStream.range(0, known.length).filter(row -> known[row]).toArray());
        Measure measure = budgets.get(0).limits().keySet().iterator().next();
        return new TableProblem(
                rows, budgets, measure, budgets.stream().map(rows::rowsWithin).toList());
    }

    /** All rows that may be looked up. */
    public Table table() {
        return table;
    }

    public List<Budget> budgets() {
        return budgets;
    }

    /** What the budgets limit; nothing where the whole table is searched. */
    public Optional<Measure> measure() {
        return Optional.ofNullable(measure);
    }

    /** The rows within the budget at a place. */
    public Table within(int budget) {
        return within.get(budget);
    }

    /** Whether a row is within the budget at a place. */
    public boolean fits(int budget, int row) {
        return fits.get(budget)[row];
    }

    /** The place of the smallest budget that a row is within. */
    public int band(int row) {
        return bands[row];
    }

    /** The rows within the budget at a place and no smaller one, in their order. */
    public int[] bandRows(int budget) {
        return IntStream.range(0, bands.length)
                .filter(row -> bands[row] == budget)
                .toArray();
    }

    /** What is believed of the table's space, for as many epochs as it has. */
    public Priors priors() {
        return Priors.of(table.space(), table.epochs());
    }

    /** What a search is given: costs stand in the table, so that nothing asks what networks would look at. */
    public Problem problem() {
        return problem(0);
    }

    /**
     * The same of scores that are not exact.
     *
     * @param deviation standard deviation of a score
     */
    public Problem problem(double deviation) {
        InputSpec images = new InputSpec(1, 1, 1);
        Problem exact = new Problem(
                table.space(),
                images,
                new TableTask(table.scoreName(), deviation),
                new StageCosts(table.space(), images));
        return deviation == 0 ? exact : exact.judgedOn(1);
    }
}
