package io.narsil.cli.bench.table;

import static io.narsil.cli.bench.output.BenchOutput.number;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.bench.output.BenchProgress;
import io.narsil.cli.text.TextTable;
import io.narsil.lab.SeedRange;
import io.narsil.lab.methods.Method;
import io.narsil.lab.methods.NarsMethod;
import io.narsil.lab.methods.PredictorQuality;
import io.narsil.lab.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Predictors, compared by how well they know rows that they have not seen. */
public final class PredictorBench {
    private PredictorBench() {}

    public static void run(
            Table rows, Map<String, Method> methods, List<Integer> labels, SeedRange seeds, BenchOutput out) {
        Map<String, NarsMethod> predictors = new LinkedHashMap<>();
        methods.forEach((name, method) -> {
            if (method instanceof NarsMethod nars && !name.equals("without-exploration")) {
                predictors.put(name, nars);
            }
        });
        BenchProgress progress = new BenchProgress(out, predictors.size() * labels.size() * seeds.count());
        Map<String, List<PredictorQuality>> all = new LinkedHashMap<>();
        predictors.forEach((name, method) -> all.put(
                name,
                labels.stream()
                        .map(l -> PredictorQuality.mean(rows, method, l, seeds, progress))
                        .toList()));
        progress.end();
        TextTable text = new TextTable(
                Set.of(1, 2, 3, 4, 5, 6),
                "predictor",
                "labels",
                "Kendall tau",
                "Spearman",
                "RMSE",
                "within 1 sd",
                "within 2 sd");
        all.forEach((name, qualities) -> {
            for (PredictorQuality q : qualities) {
                text.row(
                        name,
                        "" + q.labels(),
                        number(q.kendall()),
                        number(q.spearman()),
                        number(q.rmse()),
                        percent(q.within()),
                        percent(q.withinTwo()));
            }
        });
        out.table(text);
        out.note("");
        out.note(
                "Means over seeds, on rows that were not learned from. A calibrated predictor has 68 %% of them within");
        out.note("one and 95 %% within two of its standard deviations.");
        out.figures("predictors", all, PredictorQuality.csv(all));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
