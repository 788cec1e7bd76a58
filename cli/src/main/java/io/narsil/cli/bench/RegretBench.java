package io.narsil.cli.bench;

import static io.narsil.cli.bench.BenchOutput.number;

import io.narsil.cli.text.TextTable;
import io.narsil.lab.table.Comparison;
import io.narsil.lab.table.Method;
import io.narsil.lab.table.RegretPicture;
import io.narsil.lab.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Search methods, compared by their regret. */
final class RegretBench {
    private RegretBench() {}

    static void run(Table rows, Map<String, Method> methods, int seeds, int evaluations, int batch, BenchOutput out) {
        int most = Math.min(evaluations, rows.size());
        BenchProgress progress = new BenchProgress(out.screen(), methods.size() * seeds);
        List<Comparison.Outcome> outcomes = Comparison.run(rows, methods, seeds, most, progress);
        progress.end();
        out.screen().print(table(outcomes, marks(most, batch), rows.epochs()));
        out.say("");
        out.say("Mean over seeds ± standard deviation, after so many evaluations; regret is how far the best row");
        out.say("found is from the best of the table. Rank and evaluations to the top are medians over seeds.");
        if (rows.epochs() > 0) {
            out.say("Epochs are those of a simulated clock, in all, where a whole training has %d.", rows.epochs());
        }
        out.figures("regret", outcomes, Comparison.csv(outcomes));
        out.file("regret.svg", RegretPicture.of(outcomes));
    }

    /** The first batch, the middle, and the last two batches. */
    private static Set<Integer> marks(int most, int batch) {
        Set<Integer> marks = new TreeSet<>();
        marks.add(Math.min(batch, most));
        marks.add(Math.max(1, most / 2));
        marks.add(Math.max(1, most - batch));
        marks.add(most);
        return marks;
    }

    private static TextTable table(List<Comparison.Outcome> outcomes, Set<Integer> marks, int epochs) {
        List<String> header = new ArrayList<>(List.of("method"));
        marks.forEach(m -> header.add("regret at " + m));
        header.addAll(List.of("median rank", "to the top 0.1 %"));
        if (epochs > 0) {
            header.add("epochs");
        }
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
            if (epochs > 0) {
                cells.add(number(outcome.meanEpochs()));
            }
            text.row(cells.toArray(new String[0]));
        }
        return text;
    }
}
