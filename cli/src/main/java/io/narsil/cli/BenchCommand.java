package io.narsil.cli;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.space.SpaceFile;
import io.narsil.study.Json;
import io.narsil.table.Comparison;
import io.narsil.table.Method;
import io.narsil.table.Methods;
import io.narsil.table.NarsMethod;
import io.narsil.table.PredictorQuality;
import io.narsil.table.Table;
import io.narsil.table.TableFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code narsil bench}: search methods on a published table. */
@Command(
        name = "bench",
        description = {
            "Compares search methods, or predictors, on a table of candidates whose scores are known.",
            "The space's file lists the parameters; the table has a column for each, then the score."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil bench --space s.yaml --table t.csv",
            "  narsil bench --space s.yaml --table t.csv --methods random,narsil",
            "  narsil bench --space s.yaml --table t.csv --labels 12,24,48 --out bench"
        })
final class BenchCommand implements Runnable {
    private static final int MOST_EVALUATIONS = 10_000;

    @Option(names = "--space", paramLabel = "FILE", required = true, description = "The parameters, as a space.")
    private Path space;

    @Option(names = "--table", paramLabel = "FILE", required = true, description = "The rows, as CSV.")
    private Path table;

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description = "Some of random, sobol, evolution, paper, narsil, without-pretraining, without-statistics,"
                    + " without-ensemble, without-exploration, without-recipe; all by default.")
    private List<String> methods = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each method; ${DEFAULT-VALUE}.")
    private int seeds = 20;

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

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write all figures there, as JSON and CSV.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        check("--seeds", seeds, 1, 1000);
        check("--evaluations", evaluations, 1, MOST_EVALUATIONS);
        check("--batch", batch, 1, 1000);
        Table rows = TableFile.read(table, SpaceFile.read(space));
        Map<String, Method> chosen = chosen();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%,d rows, best score %s; seeds 1 to %d%n%n", rows.size(), number(rows.best()), seeds);
        out.flush();
        if (labels.isEmpty()) {
            compare(rows, chosen, out);
        } else {
            labels.forEach(l -> check("--labels", l, 2, rows.size() - 2));
            predict(rows, chosen, out);
        }
        out.flush();
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserException(option, "this must be from " + least + " to " + most + ", not " + value, "");
        }
    }

    private Map<String, Method> chosen() {
        Map<String, Method> all = Methods.all(batch);
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

    private void compare(Table rows, Map<String, Method> chosen, PrintWriter out) {
        BenchProgress progress = new BenchProgress(out, chosen.size() * seeds);
        List<Comparison.Outcome> outcomes =
                Comparison.run(rows, chosen, seeds, Math.min(evaluations, rows.size()), progress);
        progress.end();
        Set<Integer> marks = new TreeSet<>();
        int most = Math.min(evaluations, rows.size());
        marks.add(Math.min(batch, most));
        marks.add(Math.max(1, most / 2));
        marks.add(Math.max(1, most - batch));
        marks.add(most);
        List<String> header = new ArrayList<>(List.of("method"));
        marks.forEach(m -> header.add("regret at " + m));
        header.addAll(List.of("median rank", "to the top 0.1 %"));
        Set<Integer> right = new TreeSet<>();
        for (int i = 1; i < header.size(); i++) {
            right.add(i);
        }
        TextTable text = new TextTable(right, header.toArray(new String[0]));
        for (Comparison.Outcome outcome : outcomes) {
            List<String> cells = new ArrayList<>(List.of(outcome.method()));
            marks.forEach(m -> cells.add(number(outcome.mean(m)) + " ± " + number(outcome.spread(m))));
            cells.add(number(outcome.medianRank()));
            cells.add(outcome.evaluationsToTop() < 0 ? "never" : number(outcome.evaluationsToTop()));
            text.row(cells.toArray(new String[0]));
        }
        out.print(text);
        out.println();
        out.println("Mean over seeds ± standard deviation, after so many evaluations; regret is how far the best row");
        out.println("found is from the best of the table. The last columns are medians over seeds.");
        if (folder != null) {
            StringBuilder csv = new StringBuilder("method,seed,evaluation,regret\n");
            for (Comparison.Outcome outcome : outcomes) {
                for (int s = 0; s < outcome.regrets().size(); s++) {
                    List<Double> regrets = outcome.regrets().get(s);
                    for (int e = 0; e < regrets.size(); e++) {
                        csv.append(outcome.method()).append(',').append(s + 1).append(',');
                        csv.append(e + 1).append(',').append(regrets.get(e)).append('\n');
                    }
                }
            }
            write("regret", Json.write(outcomes), csv.toString(), out);
        }
    }

    private void predict(Table rows, Map<String, Method> chosen, PrintWriter out) {
        Map<String, NarsMethod> predictors = new LinkedHashMap<>();
        chosen.forEach((name, method) -> {
            if (method instanceof NarsMethod nars && !name.equals("without-exploration")) {
                predictors.put(name, nars);
            }
        });
        BenchProgress progress = new BenchProgress(out, predictors.size() * labels.size() * seeds);
        Map<String, List<PredictorQuality>> all = new LinkedHashMap<>();
        predictors.forEach((name, method) -> all.put(
                name,
                labels.stream()
                        .map(l -> PredictorQuality.mean(rows, method, l, seeds, progress))
                        .toList()));
        progress.end();
        TextTable text = new TextTable(
                Set.of(1, 2, 3, 4, 5), "predictor", "labels", "Kendall tau", "Spearman", "RMSE", "within 1 sd");
        StringBuilder csv = new StringBuilder("predictor,labels,kendall,spearman,rmse,within\n");
        all.forEach((name, qualities) -> {
            for (PredictorQuality q : qualities) {
                text.row(
                        name,
                        "" + q.labels(),
                        number(q.kendall()),
                        number(q.spearman()),
                        number(q.rmse()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * q.within()));
                csv.append(name)
                        .append(',')
                        .append(q.labels())
                        .append(',')
                        .append(q.kendall())
                        .append(',');
                csv.append(q.spearman())
                        .append(',')
                        .append(q.rmse())
                        .append(',')
                        .append(q.within())
                        .append('\n');
            }
        });
        out.print(text);
        out.println();
        out.println(
                "Means over seeds, on rows that were not learned from; 68 % within one standard deviation would be");
        out.println("calibrated.");
        if (folder != null) {
            write("predictors", Json.write(all), csv.toString(), out);
        }
    }

    private void write(String name, String json, String csv, PrintWriter out) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw WholeFile.failure(folder, e);
        }
        WholeFile.write(folder.resolve(name + ".json"), json);
        WholeFile.write(folder.resolve(name + ".csv"), csv);
        out.println("All figures: " + folder.resolve(name + ".json") + " and " + name + ".csv");
    }

    /** Three digits that matter. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        double size = Math.abs(value);
        int decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + (size == Math.rint(size) ? 0 : decimals) + "f", value);
    }
}
