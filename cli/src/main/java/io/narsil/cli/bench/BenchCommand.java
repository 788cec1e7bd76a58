package io.narsil.cli.bench;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.bench.table.CurvesBench;
import io.narsil.cli.bench.table.TableOptions;
import io.narsil.cli.bench.training.TrainingOptions;
import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.Options;
import io.narsil.lab.SeedRange;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code narsil bench}: search methods on a published table. */
@Command(
        name = "bench",
        description = {
            "Compares search methods, or predictors, on a table of candidates whose scores are known; or early-stop"
                    + " rules on learning curves.",
            "The space's file lists the parameters; the table has a column for each, then the score."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil bench --space s.yaml --table t.csv",
            "  narsil bench --space s.yaml --table t.csv --methods random,narsil",
            "  narsil bench --space s.yaml --table t.csv --labels 12,24,48 --out bench",
            "  narsil bench --space s.yaml --table t.csv --score mean --first-seed 21",
            "  narsil bench --space s.yaml --table t.csv --budgets 20M,40M --quiet",
            "  narsil bench --space s.yaml --table t.csv --budgets 100k,300k --measure params",
            "  narsil bench --space s.yaml --table t.csv --budgets 20M,40M --noise 0.5",
            "  narsil bench --curves curves.csv --seeds 100",
            "  narsil bench --training",
            "  narsil bench --training --data photos --macs 10M..20M",
            "  narsil bench --training --network models/large/architecture.yaml",
            "  narsil bench --training --data photos --resolution 160 --network efficientnet-lite0",
            "  narsil bench --training --device cuda --workers 8"
        })
public final class BenchCommand implements Runnable {
    private static final int CURVES = 48;

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--curves",
            paramLabel = "FILE",
            description = "Instead: early stopping on learning curves, a CSV with columns epoch_1, epoch_2 and so on.")
    private Path curves;

    @Mixin
    private TrainingOptions trainingOptions;

    @Option(
            names = "--first",
            paramLabel = "N",
            description =
                    "Rows of the first design, as many as a batch by default; curves of a first round, 48 by default.")
    private Integer first;

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each method; ${DEFAULT-VALUE}.")
    private int seeds = 20;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            description = "The seed of the first run, those of the others follow; ${DEFAULT-VALUE}.")
    private int firstSeed = 1;

    @Mixin
    private BudgetOptions budgetOptions;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Write all figures there, as JSON and CSV, and a picture.")
    private Path folder;

    @Option(names = "--quiet", description = "Results alone, without progress and explanations.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        BenchOutput out = new BenchOutput(spec.commandLine().getOut(), folder, quiet);
        if (trainingOptions.wanted()) {
            tableOptions.refuseFor("--training");
            trainingOptions.run(budgetOptions.budget(), out);
            return;
        }
        Options.check("--seeds", seeds, 1, 1000);
        Options.check("--first-seed", firstSeed, 0, 1_000_000_000);
        SeedRange range = new SeedRange(firstSeed, seeds);
        if (curves == null) {
            tableOptions.run(budgetOptions.budget(), first, range, out);
            return;
        }
        tableOptions.refuseFor("--curves");
        int round = first == null ? CURVES : first;
        Options.check("--first", round, 4, 100_000);
        CurvesBench.run(curves, round, range, out);
    }
}
