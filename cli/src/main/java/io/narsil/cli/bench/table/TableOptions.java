package io.narsil.cli.bench.table;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.Options;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.lab.SeedRange;
import io.narsil.lab.methods.Method;
import io.narsil.lab.methods.Methods;
import io.narsil.lab.methods.NoisySearch;
import io.narsil.lab.methods.Rounds;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableFile;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.SpaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code narsil bench} on a table. */
public final class TableOptions {
    private static final int MOST_EVALUATIONS = 10_000;

    @Option(names = "--space", paramLabel = "FILE", description = "The parameters, as a space.")
    private Path space;

    @Option(names = "--table", paramLabel = "FILE", description = "The rows, as CSV.")
    private Path table;

    @Option(
            names = "--score",
            paramLabel = "COLUMN",
            description =
                    "The column to compare rows by, the higher the better; the first after the parameters by default.")
    private String score;

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description = "Some of random, sobol, evolution, paper, paper-without-pretraining, narsil,"
                    + " without-pretraining, without-statistics, without-ensemble, without-exploration, without-recipe,"
                    + " networks; all by default.")
    private List<String> methods = List.of();

    @Option(names = "--evaluations", paramLabel = "N", description = "Rows that a run may look up; ${DEFAULT-VALUE}.")
    private int evaluations = 60;

    @Option(names = "--batch", paramLabel = "N", description = "Rows a round; ${DEFAULT-VALUE}.")
    private int batch = 12;

    @Option(
            names = "--labels",
            paramLabel = "N",
            split = ",",
            description = "Instead: how well predictors know unseen rows from so many random ones.")
    private List<Integer> labels = List.of();

    @Option(
            names = "--noise",
            paramLabel = "NUMBER",
            description =
                    "Instead: what Narsil's search proposes where chance moves scores by this standard deviation, and how"
                            + " much it matters that its predictor knows of that.")
    private Double noise;

    @Option(
            names = "--budgets",
            paramLabel = "N",
            split = ",",
            description = "Several budgets that share one search, as in a study, such as 20M,40M,80M: the regret within"
                    + " each, and the front.")
    private List<String> budgets = List.of();

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = "What --budgets limits: macs (the default), params, activations or memory.")
    private String measure;

    /** Refuses options of a table where something else is measured: they would be ignored. */
    public void refuseFor(String other) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("--space", space);
        given.put("--table", table);
        given.put("--score", score);
        given.put("--measure", measure);
        given.put("--budgets", budgets.isEmpty() ? null : budgets);
        given.put("--labels", labels.isEmpty() ? null : labels);
        given.put("--noise", noise);
        given.put("--methods", methods.isEmpty() ? null : methods);
        given.forEach((option, value) -> {
            if (value != null) {
                throw new UserException(option, other + " does not read it", "leave one of the two out");
            }
        });
    }

    /**
     * Compares methods, or predictors.
     *
     * @param filter budget that rows must be within in any case
     * @param first size of the first design; null for that of a batch
     */
    public void run(Optional<Budget> filter, Integer first, SeedRange seeds, BenchOutput out) {
        if (space == null || table == null) {
            throw new UserException(
                    "narsil bench",
                    (space == null ? "--space" : "--table") + " is missing",
                    "narsil bench --space examples/tables/nas-bench-macro.yaml --table FILE, or --curves FILE");
        }
        Options.check("--evaluations", evaluations, 1, MOST_EVALUATIONS);
        Options.check("--batch", batch, Math.max(1, budgets.size()), 1000);
        Rounds rounds = new Rounds(first == null ? batch : first, batch);
        Options.check("--first", rounds.first(), Math.max(1, budgets.size()), MOST_EVALUATIONS);
        if (!labels.isEmpty() && !budgets.isEmpty()) {
            throw new UserException(
                    "--budgets", "--labels compares predictors on all rows", "one budget, such as --macs 40M");
        }
        if (measure != null && budgets.isEmpty()) {
            throw new UserException("--measure", "only --budgets reads it", "add --budgets 20M,40M");
        }
        if (noise != null) {
            checkNoise();
        }
        List<Budget> several = several();
        Map<String, Method> chosen = chosen(rounds);
        Table all = TableFile.read(table, SpaceFile.read(space), Optional.ofNullable(score));
        Table rows = filter.map(all::within).orElse(all);
        out.note(
                "%,d rows, best %s %s; seeds %d to %d%n",
                rows.size(), rows.scoreName(), BenchOutput.number(rows.best()), seeds.first(), seeds.last());
        if (noise != null) {
            int most = Math.min(evaluations, rows.size());
            new NoiseBench(new NoisySearch(problem(rows, several), rounds, most, noise), out).run(seeds);
        } else if (labels.isEmpty()) {
            new RegretBench(problem(rows, several), rounds, out).run(chosen, seeds, evaluations);
        } else {
            labels.forEach(l -> Options.check("--labels", l, 2, rows.size() - 2));
            PredictorBench.run(rows, chosen, labels, seeds, out);
        }
    }

    private void checkNoise() {
        if (!(noise > 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new UserException("--noise", "\"" + noise + "\" is not a number above 0", "--noise 0.5");
        }
        if (!labels.isEmpty() || !methods.isEmpty()) {
            throw new UserException(
                    labels.isEmpty() ? "--methods" : "--labels",
                    "--noise tries Narsil's search alone",
                    "leave one of the two out");
        }
    }

    private TableProblem problem(Table rows, List<Budget> several) {
        if (several.isEmpty()) {
            return TableProblem.of(rows);
        }
        String cost = measure().key();
        if (!rows.costNames().contains(cost)) {
            throw new UserException(
                    "--measure",
                    "the table has no column \"" + cost + "\" to hold budgets against",
                    rows.costNames().isEmpty() ? "" : "one of " + String.join(", ", rows.costNames()));
        }
        return TableProblem.of(rows, several);
    }

    private Measure measure() {
        return measure == null ? Measure.MACS : Options.word("--measure", Measure.class, measure);
    }

    private List<Budget> several() {
        List<Budget> several = new ArrayList<>();
        long last = 0;
        for (String text : budgets) {
            Map<Measure, Long> limits = new EnumMap<>(Measure.class);
            Map<Measure, Long> floors = new EnumMap<>(Measure.class);
            BudgetOptions.read("--budgets", measure(), text, limits, floors);
            long limit = limits.get(measure());
            if (limit <= last) {
                throw new UserException(
                        "--budgets",
                        "budgets go from the smallest to the largest, but " + text + " comes after "
                                + several.get(several.size() - 1).name(),
                        "another order, each budget once");
            }
            last = limit;
            several.add(new Budget(text, limits, floors));
        }
        return several;
    }

    private Map<String, Method> chosen(Rounds rounds) {
        Map<String, Method> all = Methods.all(rounds);
        if (methods.isEmpty()) {
            return all;
        }
        Map<String, Method> some = new LinkedHashMap<>();
        for (String name : methods) {
            if (!all.containsKey(name)) {
                throw new UserException(
                        "--methods", "there is no method \"" + name + "\"", Nearest.hint(name, all.keySet()));
            }
            some.put(name, all.get(name));
        }
        return some;
    }
}
