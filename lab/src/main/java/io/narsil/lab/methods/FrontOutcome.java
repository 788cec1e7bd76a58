package io.narsil.lab.methods;

import io.narsil.lab.table.Front;
import io.narsil.lab.table.Hypervolume;
import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Measure;
import java.util.List;

/**
 * The fronts that one method found.
 *
 * @param fronts fronts by seed, of the rows that were looked up, as far as they are known
 * @param shares hypervolumes by seed, as shares of that of the table's own front, 0..1
 */
public record FrontOutcome(String method, List<Front> fronts, List<Double> shares) {
    /** The fronts of runs, one for each seed. */
    static FrontOutcome of(String method, TableProblem problem, Measure measure, List<Lookups> runs) {
        Hypervolume hypervolume = new Hypervolume(problem.table(), measure.key());
        List<Front> fronts = runs.stream()
                .map(run -> Front.of(problem.table(), measure.key(), run.rows(), run::known))
                .toList();
        return new FrontOutcome(
                method, fronts, fronts.stream().map(hypervolume::share).toList());
    }

    /** The hypervolume's share over seeds. */
    public Spread share() {
        return Spread.of(shares.stream().mapToDouble(s -> s).toArray());
    }

    /** The mean number of rows on the front. */
    public double meanSize() {
        return fronts.stream().mapToInt(f -> f.points().size()).average().orElseThrow();
    }
}
