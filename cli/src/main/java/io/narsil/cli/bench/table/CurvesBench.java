package io.narsil.cli.bench.table;

import static io.narsil.cli.bench.output.BenchOutput.number;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.text.TextTable;
import io.narsil.config.UserException;
import io.narsil.lab.SeedRange;
import io.narsil.lab.table.CurveFile;
import io.narsil.lab.table.StopQuality;
import io.narsil.search.SpearmanStopping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Early-stop rules on published learning curves. */
public final class CurvesBench {
    private static final double THRESHOLD = 0.92;
    private static final Map<String, SpearmanStopping> RULES = rules();

    private CurvesBench() {}

    public static void run(Path file, int first, SeedRange seeds, BenchOutput out) {
        List<List<Double>> curves = CurveFile.read(file);
        if (first + 4 > curves.size()) {
            throw new UserException(
                    "--first",
                    "a first round of " + first + " leaves too few of the " + curves.size() + " curves to measure on",
                    "--first " + Math.max(4, curves.size() / 4));
        }
        int epochs = curves.get(0).size();
        out.note(
                "%,d curves of %d epochs; %d random first rounds of %d, measured on the other curves%n",
                curves.size(), epochs, seeds.count(), first);
        TextTable text = new TextTable(
                Set.of(1, 2, 3, 4, 5), "rule", "epoch", "epochs saved", "correlation kept", "held", "regret");
        List<StopQuality> all = new ArrayList<>();
        RULES.forEach((name, rule) -> {
            StopQuality q = StopQuality.of(curves, first, rule, seeds);
            all.add(q);
            List<Integer> sorted = q.epochs().stream().sorted().toList();
            double mean = sorted.stream().mapToInt(e -> e).average().orElseThrow();
            text.row(
                    name,
                    sorted.get(sorted.size() / 2) + " (" + sorted.get(0) + " to " + sorted.get(sorted.size() - 1) + ")",
                    String.format(Locale.ROOT, "%.0f %%", 100 * (1 - mean / epochs)),
                    spread(q.kept()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * q.held()),
                    spread(q.regret()));
        });
        out.table(text);
        out.note("");
        out.note(
                "A rule stops at the first epoch whose rank correlation with the last one is, with that probability, at");
        out.note(
                "least %s; the paper's takes the estimate as it is. Epoch: median and range. Held: how often the",
                THRESHOLD);
        out.note("other curves keep it. Regret: final accuracy lost by taking the curve that is best at that epoch.");
        out.note("A search of Narsil asks for %.0f %%, among the better half, too.", 100 * SpearmanStopping.SURE);
        out.figures("curves", all, StopQuality.csv(all, seeds));
    }

    private static Map<String, SpearmanStopping> rules() {
        Map<String, SpearmanStopping> rules = new LinkedHashMap<>();
        rules.put("paper", SpearmanStopping.paper(THRESHOLD));
        for (boolean better : new boolean[] {false, true}) {
            for (double sure : new double[] {0.8, SpearmanStopping.SURE, 0.95}) {
                rules.put(
                        String.format(Locale.ROOT, "%.0f %% sure%s", 100 * sure, better ? ", better half" : ""),
                        new SpearmanStopping(THRESHOLD, sure, better));
            }
        }
        return rules;
    }

    private static String spread(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        DoubleStream squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean));
        return number(mean) + " ± " + number(Math.sqrt(squares.sum() / Math.max(1, values.size() - 1)));
    }
}
