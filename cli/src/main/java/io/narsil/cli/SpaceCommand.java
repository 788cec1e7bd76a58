package io.narsil.cli;

import io.narsil.network.Cost;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.Images;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil space}: what a space holds. */
@Command(
        name = "space",
        description = {
            "Prints the parameters of a space, how many candidates it holds, and its smallest and largest.",
            "SPACE is a shipped one (fbnetv3, fbnetv3-small) or a YAML file."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Examples:", "  narsil space fbnetv3", "  narsil space my-space.yaml --resolution 48 --classes 5"
        })
final class SpaceCommand implements Runnable {
    @Parameters(paramLabel = "SPACE", description = "Name or file.")
    private String name;

    @Option(
            names = "--resolution",
            paramLabel = "PIXELS",
            description = "Image size for the costs, where the space has none of its own; ${DEFAULT-VALUE}.")
    private int resolution = 32;

    @Option(names = "--classes", paramLabel = "N", description = "Classes for the costs; ${DEFAULT-VALUE}.")
    private int classes = 10;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        SearchSpace space = name.matches(".*\\.ya?ml") ? SpaceFile.read(Path.of(name)) : SpaceFile.shipped(name);
        PrintWriter out = spec.commandLine().getOut();
        out.println(space.name());
        out.println();
        TextTable table = new TextTable(Set.of(2), "parameter", "group", "values", "");
        for (Parameter parameter : space.parameters()) {
            table.row(
                    parameter.name(),
                    parameter.group().name().toLowerCase(Locale.ROOT),
                    "" + parameter.size(),
                    brief(parameter.values()));
        }
        out.println(table);
        BigInteger architectures = space.size(Parameter.Group.ARCHITECTURE);
        out.printf(Locale.ROOT, "%,d architectures", architectures);
        if (space.resolution() != null && space.resolution().parameter().isPresent()) {
            int sizes = space.resolution().parameter().get().size();
            out.printf(Locale.ROOT, ", %,d without resolution", architectures.divide(BigInteger.valueOf(sizes)));
        }
        out.printf(Locale.ROOT, "; %,d recipes%n", space.size(Parameter.Group.RECIPE));
        if (!space.stages().isEmpty()) {
            StageCosts costs = new StageCosts(space, new Images(3, resolution, classes));
            extreme(out, costs, "smallest", Extremes.smallest(costs, Measure.MACS));
            extreme(out, costs, "largest", Extremes.largest(costs, Measure.MACS));
        }
        out.flush();
    }

    private static void extreme(PrintWriter out, StageCosts costs, String what, Candidate candidate) {
        Cost cost = costs.of(candidate);
        out.printf(
                Locale.ROOT,
                "%s: %,d multiply-adds, %,d parameters, at %d pixels, 3 channels and %d classes%n",
                what,
                cost.macs(),
                cost.params(),
                costs.space().network(candidate, costs.images()).resolution(),
                costs.images().classes());
    }

    private static String brief(List<String> values) {
        return values.size() <= 6
                ? String.join(", ", values)
                : values.get(0) + ", " + values.get(1) + " .. " + values.get(values.size() - 1);
    }
}
