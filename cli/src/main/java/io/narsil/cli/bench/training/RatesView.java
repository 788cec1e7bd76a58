package io.narsil.cli.bench.training;

import static io.narsil.cli.bench.output.BenchOutput.number;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.text.TextTable;
import io.narsil.lab.training.TrainingRates;
import java.util.Set;

/** Rates and ratios of set-ups, with their medians, least and most. */
public final class RatesView {
    private RatesView() {}

    static void print(TrainingRates rates, BenchOutput out) {
        TextTable table = new TextTable(Set.of(1, 2, 3), "set-up", "images/s", "from", "to");
        rates.all().forEach((name, r) -> {
            TrainingRates.Range range = TrainingRates.Range.of(r);
            table.row(name, number(range.median()), number(range.least()), number(range.most()));
        });
        out.say("");
        out.table(table);
        out.say("");
        rates.ratios().forEach((name, pairs) -> {
            TrainingRates.Range range = TrainingRates.Range.of(pairs);
            out.say(
                    "ratio       %.2f (median of %d pairs; %.2f to %.2f): %s",
                    range.median(), range.count(), range.least(), range.most(), name);
        });
    }
}
