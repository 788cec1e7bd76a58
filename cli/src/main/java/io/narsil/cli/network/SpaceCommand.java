package io.narsil.cli.network;

import io.narsil.cli.text.BudgetOptions;
import io.narsil.cli.text.Options;
import io.narsil.cli.text.TextTable;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.files.TextFile;
import io.narsil.network.Cost;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Coverage;
import io.narsil.search.Evenness;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.study.parent.AroundSpace;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil space}: what a space holds. */
@Command(
        name = "space",
        description = {
            "Prints the parameters of a space, how many candidates it holds, and its smallest and largest.",
            "SPACE is a shipped one (scaled, mixed, mobilenet, fbnetv3, fbnetv3-small), around(NETWORK) or recipes(NETWORK) of a published network, an"
                    + " architecture or a folder with one, or a YAML file."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil space fbnetv3",
            "  narsil space fbnetv3 --macs 450M --params 7.5M",
            "  narsil space fbnetv3 --macs 440M..450M --params 7.5M --pool 20000",
            "  narsil space my-space.yaml --resolution 48 --classes 5",
            "  narsil space scaled --by-input 28,64,96,224",
            "  narsil space \"around(efficientnet-b0)\" --resolution 160 --macs 100M..200M",
            "  narsil space \"around(runs/fashion/models/large)\" --text",
            "  narsil space \"around(resnet-18)\" --resolution 64 --at-random",
            "  narsil space \"recipes(resnet-18)\" --resolution 64"
        })
public final class SpaceCommand implements Runnable {
    private static final int USUAL = 32;
    private static final int SAMPLES = 20_000;
    private static final int MOST_SAMPLED = 1_000_000;
    /** Fewer candidates show no frequencies. */
    private static final int SMALLEST_REFERENCE = 100;

    @Parameters(paramLabel = "SPACE", description = "Name or file.")
    private String name;

    @Option(
            names = "--resolution",
            paramLabel = "PIXELS",
            description = "Image size, for the costs and for a space that follows it; " + USUAL
                    + ", or the nearest that the space takes.")
    private Integer resolution;

    @Option(names = "--classes", paramLabel = "N", description = "Classes for the costs; ${DEFAULT-VALUE}.")
    private int classes = 10;

    @Option(
            names = "--by-input",
            paramLabel = "PIXELS",
            split = ",",
            description = "Only the smallest, the median and the largest costs, for these image sizes.")
    private List<Integer> sizes = List.of();

    @Option(names = "--channels", paramLabel = "N", description = "Colours of the images; ${DEFAULT-VALUE}.")
    private int channels = 3;

    @Mixin
    private BudgetOptions budget = new BudgetOptions();

    @Option(
            names = "--pool",
            paramLabel = "N",
            description = "Sample N distinct candidates within the budget, and say how evenly they are spread.")
    private Integer pool;

    @Option(
            names = "--at-random",
            description = "Of around(NETWORK) or recipes(NETWORK): as a study without \"init\" searches it, from random"
                    + " weights.")
    private boolean atRandom;

    @Option(names = "--text", description = "Only the text of the space's file, to begin one of your own with.")
    private boolean text;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (atRandom && !AroundSpace.is(name)) {
            throw new UserException(
                    "--at-random",
                    "only a space around a network is another one without trained weights, and this is \"" + name
                            + "\"",
                    "leave it out");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (text) {
            out.print(text());
            out.flush();
            return;
        }
        checkNumbers();
        if (!sizes.isEmpty()) {
            checkSizes("--by-input", sizes);
            out.println(new CostsByInput(this::space, channels, classes).table(sizes));
            out.flush();
            return;
        }
        int pixels = pixels();
        SearchSpace space = space(pixels);
        out.println(space.name());
        out.println();
        boolean believed = space.parameters().stream().anyMatch(p -> p.prior().present());
        TextTable table = new TextTable(Set.of(2), "parameter", "group", "values", "", believed ? "believed good" : "");
        for (Parameter parameter : space.parameters()) {
            table.row(
                    parameter.name(),
                    Words.of(parameter.group()),
                    "" + parameter.size(),
                    brief(parameter.values()),
                    parameter.prior().text(parameter.values()));
        }
        out.println(table);
        BigInteger architectures = space.size(Parameter.Group.ARCHITECTURE);
        out.printf(Locale.ROOT, "%,d architectures", architectures);
        if (space.resolution() != null && space.resolution().parameter().isPresent()) {
            int sizes = space.resolution().parameter().get().size();
            out.printf(Locale.ROOT, ", %,d without resolution", architectures.divide(BigInteger.valueOf(sizes)));
        }
        out.printf(Locale.ROOT, "; %,d recipes%n", space.size(Parameter.Group.RECIPE));
        if (space.countsTwice()) {
            out.println("(all choices; those that make the same network and training are one candidate)");
        }
        if (!space.stages().isEmpty()) {
            StageCosts costs = new StageCosts(space, new InputSpec(channels, pixels, classes));
            extreme(out, costs, "smallest", Extremes.smallest(costs, Measure.MACS));
            extreme(out, costs, "largest", Extremes.largest(costs, Measure.MACS));
            budget.budget().ifPresent(b -> {
                coverage(out, b, costs);
                if (pool != null) {
                    sample(out, b, costs);
                }
            });
        }
        out.flush();
    }

    private void checkNumbers() {
        Options.check("--classes", classes, 1, InputSpec.LARGEST);
        Options.check("--channels", channels, 1, InputSpec.LARGEST);
        if (resolution != null) {
            Options.check("--resolution", resolution, 1, InputSpec.LARGEST);
        }
        if (pool == null) {
            return;
        }
        if (pool < 1 || pool > MOST_SAMPLED) {
            throw new UserException("--pool", "a pool has 1 to " + MOST_SAMPLED + " candidates, not " + pool, "20000");
        }
        if (budget.budget().isEmpty()) {
            throw new UserException(
                    "--pool", "candidates are sampled within a budget, and there is none", "add --macs 450M");
        }
    }

    private int pixels() {
        if (resolution == null) {
            SearchSpace space = space(USUAL);
            return Math.max(space.smallest(), Math.min(space.largest(), USUAL));
        }
        checkSizes("--resolution", List.of(resolution));
        return resolution;
    }

    /** Costs for images that the space does not take would be of networks that no search has. */
    private void checkSizes(String option, List<Integer> sizes) {
        Problems problems = new Problems();
        for (int size : sizes) {
            SearchSpace space = space(size);
            if (size < space.smallest() || size > space.largest()) {
                problems.add(
                        option,
                        "the space " + space.name() + " takes images of " + space.smallest() + " to " + space.largest()
                                + " pixels, not " + size,
                        option + " " + (size < space.smallest() ? space.smallest() : space.largest()));
            }
        }
        problems.throwIfAny();
    }

    private SearchSpace space(int pixels) {
        return file() ? SpaceFile.read(Path.of(name), pixels) : SpaceFile.parse(name, text(), pixels);
    }

    private String text() {
        if (AroundSpace.is(name)) {
            return AroundSpace.text(name, Path.of(""), Optional.empty(), !atRandom);
        }
        return file() ? TextFile.read(Path.of(name)) : AroundSpace.shipped(name);
    }

    private boolean file() {
        return !AroundSpace.is(name) && name.matches(".*\\.ya?ml");
    }

    private static void coverage(PrintWriter out, Budget budget, StageCosts costs) {
        Coverage coverage = Coverage.of(budget, costs, SAMPLES, new Seeds(1).stream("coverage", 0));
        out.printf(
                Locale.ROOT,
                "within %s: %.2f %% of the space (± %.2f, %,d samples)",
                budget,
                100 * coverage.share(),
                100 * coverage.error(),
                coverage.samples());
        if (coverage.inside() < coverage.samples()) {
            out.printf(
                    Locale.ROOT, "; the limit of %s binds", coverage.binding().words());
        }
        out.println();
    }

    private void sample(PrintWriter out, Budget within, StageCosts costs) {
        long start = System.nanoTime();
        List<Candidate> found =
                Pool.build(List.of(within), costs, pool, new Seeds(1)).all();
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "pool: %,d distinct candidates in %.2f s%n", found.size(), seconds);
        out.flush();
        if (found.isEmpty()) {
            return;
        }
        Evenness even = Evenness.of(found, within, costs, pool, new Seeds(1).stream("evenness", 0));
        if (even.reference() < SMALLEST_REFERENCE) {
            out.printf(Locale.ROOT, "plain rejection finds only %d in %,d draws%n", even.reference(), even.draws());
            return;
        }
        out.printf(
                Locale.ROOT,
                "evenness: values occur as often as under plain rejection but for %.3f on average, %.3f at most (%s);"
                        + " plain rejection differs from itself by %.3f (%,d candidates of %,d draws)%n",
                even.mean(),
                even.largest(),
                even.parameter(),
                even.noise(),
                even.reference(),
                even.draws());
    }

    private static void extreme(PrintWriter out, StageCosts costs, String what, Candidate candidate) {
        Cost cost = costs.of(candidate);
        out.printf(
                Locale.ROOT,
                "%s: %,d multiply-adds, %,d parameters, at %d pixels, %d channels and %d classes%n",
                what,
                cost.macs(),
                cost.params(),
                costs.space().network(candidate, costs.images()).resolution(),
                costs.images().channels(),
                costs.images().classes());
    }

    private static String brief(List<String> values) {
        return values.size() <= 6
                ? String.join(", ", values)
                : values.get(0) + ", " + values.get(1) + " .. " + values.get(values.size() - 1);
    }
}
