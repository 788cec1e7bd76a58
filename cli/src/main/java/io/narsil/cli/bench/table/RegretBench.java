package io.narsil.cli.bench.table;

import static io.narsil.cli.bench.output.BenchOutput.number;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.bench.output.BenchProgress;
import io.narsil.cli.text.TextTable;
import io.narsil.lab.SeedRange;
import io.narsil.lab.methods.Comparison;
import io.narsil.lab.methods.FrontFigures;
import io.narsil.lab.methods.FrontOutcome;
import io.narsil.lab.methods.Method;
import io.narsil.lab.methods.Outcome;
import io.narsil.lab.methods.RegretPicture;
import io.narsil.lab.methods.Rounds;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Search methods, compared by their regret and, where there are several budgets, by the front they find. */
public record RegretBench(TableProblem problem, Rounds rounds, BenchOutput out) {
    public void run(Map<String, Method> methods, SeedRange seeds, int evaluations) {
        int most = Math.min(evaluations, problem.table().size());
        BenchProgress progress = new BenchProgress(out, methods.size() * seeds.count());
        Comparison comparison = Comparison.run(problem, methods, seeds, most, progress);
        progress.end();
        for (int b = 0; b < problem.budgets().size(); b++) {
            if (problem.measure().isPresent()) {
                out.say("%s", heading(b));
            }
            out.table(table(comparison.within(b), marks(most)));
            out.say("");
        }
        out.note("Mean over seeds ± standard deviation, after so many evaluations; regret is how far the best row");
        out.note("found is from the best there is. Rank and evaluations to the top are medians over seeds.");
        if (problem.table().epochs() > 0) {
            out.note(
                    "Epochs are those of a simulated clock, in all, where a whole training has %d.",
                    problem.table().epochs());
        }
        problem.measure().ifPresent(measure -> fronts(comparison.fronts(), measure));
        files(comparison);
    }

    private String heading(int budget) {
        Table rows = problem.within(budget);
        return String.format(
                Locale.ROOT,
                "Within %s: %,d rows, %,d of them within no smaller budget; best %s %s",
                problem.budgets().get(budget),
                rows.size(),
                problem.bandRows(budget).length,
                rows.scoreName(),
                number(rows.best()));
    }

    /** The first design, the middle, and the last two batches. */
    private Set<Integer> marks(int most) {
        Set<Integer> marks = new TreeSet<>();
        marks.add(Math.min(rounds.first(), most));
        marks.add(Math.max(1, most / 2));
        marks.add(Math.max(1, most - rounds.batch()));
        marks.add(most);
        return marks;
    }

    private TextTable table(List<Outcome> outcomes, Set<Integer> marks) {
        boolean epochs = problem.table().epochs() > 0;
        List<String> header = new ArrayList<>(List.of("method"));
        marks.forEach(m -> header.add("regret at " + m));
        header.addAll(List.of("median rank", "to the top 0.1 %"));
        if (epochs) {
            header.add("epochs");
        }
        Set<Integer> right = new TreeSet<>();
        for (int i = 1; i < header.size(); i++) {
            right.add(i);
        }
        TextTable text = new TextTable(right, header.toArray(new String[0]));
        for (Outcome outcome : outcomes) {
            List<String> cells = new ArrayList<>(List.of(outcome.method()));
            marks.forEach(m -> cells.add(number(outcome.mean(m)) + " ± " + number(outcome.spread(m))));
            cells.add(number(outcome.medianRank()));
            cells.add(outcome.evaluationsToTop() < 0 ? "never" : number(outcome.evaluationsToTop()));
            if (epochs) {
                cells.add(number(outcome.meanEpochs()));
            }
            text.row(cells.toArray(new String[0]));
        }
        return text;
    }

    private void fronts(List<FrontOutcome> fronts, Measure measure) {
        out.note("");
        TextTable text = new TextTable(Set.of(1, 2), "front", "hypervolume", "rows on it");
        for (FrontOutcome front : fronts) {
            text.row(
                    front.method(),
                    String.format(
                            Locale.ROOT,
                            "%.2f ± %.2f %%",
                            100 * front.share().mean(),
                            100 * front.share().deviation()),
                    number(front.meanSize()));
        }
        out.table(text);
        out.say("");
        out.note("Hypervolume is the area of what is worse and dearer than some row found, as a share of that of the");
        out.note("table's own front; mean over seeds ± standard deviation. The reference point is the worst score at");
        out.note("the most %s of these rows; score and the logarithm of cost are scaled to 0..1.", measure.words());
    }

    private void files(Comparison comparison) {
        out.figures("regret", comparison.outcomes(), comparison.csv());
        problem.measure().ifPresent(measure -> {
            FrontFigures figures =
                    new FrontFigures(problem.table(), measure.key(), comparison.seeds(), comparison.fronts());
            out.figures("front", figures.json(), figures.csv());
        });
        for (int b = 0; b < problem.budgets().size(); b++) {
            String name = problem.measure().isPresent()
                    ? "regret-" + problem.budgets().get(b).name()
                    : "regret";
            out.file(name + ".svg", RegretPicture.of(comparison.within(b)));
        }
    }
}
