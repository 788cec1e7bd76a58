package io.narsil.cli.bench.table;

import static io.narsil.cli.bench.output.BenchOutput.number;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.bench.output.BenchProgress;
import io.narsil.cli.text.TextTable;
import io.narsil.lab.SeedRange;
import io.narsil.lab.methods.NoisySearch;
import io.narsil.lab.methods.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a search proposes from scores that chance has moved, by how much of that its predictor knows. */
record NoiseBench(NoisySearch search, BenchOutput out) {
    /** Nothing, half of the noise, all of it, and twice as much. */
    private static final double[] KNOWN = {0, 0.5, 1, 2};

    void run(SeedRange seeds) {
        BenchProgress progress = new BenchProgress(out, KNOWN.length * seeds.count());
        List<NoisySearch.Proposed> all = new ArrayList<>();
        for (double share : KNOWN) {
            all.add(search.run(share * search.noise(), seeds, progress));
        }
        progress.end();
        int budgets = search.problem().budgets().size();
        List<String> header = new ArrayList<>(List.of("noise that it knows of", "regret"));
        Set<Integer> right = new TreeSet<>();
        for (int b = 0; b < budgets && budgets > 1; b++) {
            header.add(search.problem().budgets().get(b).toString());
        }
        header.addAll(List.of("off by", "said"));
        for (int i = 1; i < header.size(); i++) {
            right.add(i);
        }
        TextTable text = new TextTable(right, header.toArray(new String[0]));
        for (NoisySearch.Proposed proposed : all) {
            Spread whole = proposed.all();
            List<String> cells = new ArrayList<>(List.of(
                    number(proposed.known()),
                    number(whole.mean()) + " ± " + number(whole.deviation() / Math.sqrt(seeds.count()))));
            for (int b = 0; b < budgets && budgets > 1; b++) {
                cells.add(number(proposed.within(b).mean()));
            }
            cells.addAll(List.of(number(proposed.miss()), number(proposed.said())));
            text.row(cells.toArray(new String[0]));
        }
        out.table(text);
        out.note("");
        out.note(
                "Scores that the search sees are off by chance, with a standard deviation of %s. Regret is the true one",
                number(search.noise()));
        out.note(
                "of the row that is proposed in the end, mean over seeds ± its standard error; \"off by\" is how far the");
        out.note(
                "prediction of that row is from the truth (root mean square), \"said\" how far a measurement would be.");
        out.figures("noise", all, search.csv(all, seeds));
    }
}
