package io.narsil.cli.bench;

import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.Options;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.lab.table.Method;
import io.narsil.lab.table.Methods;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableFile;
import io.narsil.lab.training.BenchWork;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.space.SpaceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "  narsil bench --curves curves.csv --seeds 100",
            "  narsil bench --training",
            "  narsil bench --training --data photos --macs 10M..20M",
            "  narsil bench --training --network models/large/architecture.yaml"
        })
public final class BenchCommand implements Runnable {
    private static final int MOST_EVALUATIONS = 10_000;

    @Option(names = "--space", paramLabel = "FILE", description = "The parameters, as a space.")
    private Path space;

    @Option(names = "--table", paramLabel = "FILE", description = "The rows, as CSV.")
    private Path table;

    @Option(
            names = "--curves",
            paramLabel = "FILE",
            description = "Instead: early stopping on learning curves, a CSV with columns epoch_1, epoch_2 and so on.")
    private Path curves;

    @Option(
            names = "--training",
            description = "Instead: images a second that this machine trains on, against a plain set-up.")
    private boolean training;

    @Option(names = "--data", paramLabel = "NAME|DIR", description = "Images for --training; fashion by default.")
    private String data;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description =
                    "A network for --training, with the images' channels and classes; sampled small and large ones by"
                            + " default.")
    private Path network;

    @Option(names = "--repeats", paramLabel = "N", description = "Measurements of --training; ${DEFAULT-VALUE}.")
    private int repeats = 5;

    @Option(names = "--first", paramLabel = "N", description = "Curves of a first round; ${DEFAULT-VALUE}.")
    private int first = 48;

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description = "Some of random, sobol, evolution, paper, paper-without-pretraining, narsil,"
                    + " without-pretraining, without-statistics, without-ensemble, without-exploration, without-recipe,"
                    + " networks; all by default.")
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

    @Mixin
    private BudgetOptions budgetOptions;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Write all figures there, as JSON and CSV, and a picture.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        BenchOutput out = new BenchOutput(spec.commandLine().getOut(), folder);
        if (training) {
            Options.check("--repeats", repeats, 1, 1000);
            DataSpec images = DataSpec.of(data == null ? "fashion" : data, Optional.empty());
            Optional<Network> own = Optional.ofNullable(network).map(NetworkFile::read);
            for (BenchWork work : BenchWork.of(images, budgetOptions.budget(), own)) {
                TrainingBench.run(work, repeats, out);
            }
            return;
        }
        if (data != null || network != null) {
            throw new UserException(
                    data != null ? "--data" : "--network", "only --training reads it", "add --training");
        }
        Options.check("--seeds", seeds, 1, 1000);
        if (curves != null) {
            if (space != null || table != null) {
                throw new UserException("--curves", "curves take no --space and no --table", "leave them out");
            }
            Options.check("--first", first, 4, 100_000);
            CurvesBench.run(curves, first, seeds, out);
            return;
        }
        if (space == null || table == null) {
            throw new UserException(
                    "narsil bench",
                    (space == null ? "--space" : "--table") + " is missing",
                    "narsil bench --space examples/tables/nas-bench-macro.yaml --table FILE, or --curves FILE");
        }
        Options.check("--evaluations", evaluations, 1, MOST_EVALUATIONS);
        Options.check("--batch", batch, 1, 1000);
        Table all = TableFile.read(table, SpaceFile.read(space));
        Table rows = budgetOptions.budget().map(all::within).orElse(all);
        Map<String, Method> chosen = chosen();
        out.say("%,d rows, best score %s; seeds 1 to %d%n", rows.size(), BenchOutput.number(rows.best()), seeds);
        if (labels.isEmpty()) {
            RegretBench.run(rows, chosen, seeds, evaluations, batch, out);
        } else {
            labels.forEach(l -> Options.check("--labels", l, 2, rows.size() - 2));
            PredictorBench.run(rows, chosen, labels, seeds, out);
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
}
