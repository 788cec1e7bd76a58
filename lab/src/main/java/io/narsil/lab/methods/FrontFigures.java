package io.narsil.lab.methods;

import io.narsil.lab.Csv;
import io.narsil.lab.SeedRange;
import io.narsil.lab.table.Front;
import io.narsil.lab.table.Table;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fronts as figures for files: each row with its cost, its score and its parameters.
 *
 * @param cost name of the cost
 */
public record FrontFigures(Table table, String cost, SeedRange seeds, List<FrontOutcome> fronts) {
    private static final String TRUE = "table";

    /** A line for each row of each run's front, as CSV; the method {@code table} is the table's own front. */
    public String csv() {
        String names = table.space().parameters().stream().map(Parameter::name).collect(Collectors.joining(","));
        StringBuilder csv = new StringBuilder(Csv.line("method", "seed", cost, table.scoreName(), names));
        Front.of(table, cost).points().forEach(point -> csv.append(line(TRUE, "", point)));
        for (FrontOutcome outcome : fronts) {
            for (int s = 0; s < outcome.fronts().size(); s++) {
                String seed = Integer.toString(seeds.first() + s);
                outcome.fronts().get(s).points().forEach(point -> csv.append(line(outcome.method(), seed, point)));
            }
        }
        return csv.toString();
    }

    /** The same, with hypervolumes, for JSON. */
    public Map<String, Object> json() {
        List<Object> methods = fronts.stream()
                .<Object>map(f -> Map.of(
                        "method",
                        f.method(),
                        "hypervolumes",
                        f.shares(),
                        "fronts",
                        f.fronts().stream().map(this::rows).toList()))
                .toList();
        return Map.of("cost", cost, "score", table.scoreName(), TRUE, rows(Front.of(table, cost)), "methods", methods);
    }

    private List<Object> rows(Front front) {
        return front.points().stream()
                .<Object>map(p -> Map.of(
                        "cost",
                        p.cost(),
                        "score",
                        p.score(),
                        "values",
                        candidate(p).values()))
                .toList();
    }

    private String line(String method, String seed, Front.Point point) {
        return Csv.line(
                method,
                seed,
                point.cost(),
                point.score(),
                String.join(",", candidate(point).values().values()));
    }

    private Candidate candidate(Front.Point point) {
        return table.candidates().get(point.row());
    }
}
