package io.narsil.cli.network;

import io.narsil.cli.text.NetworkArgument;
import io.narsil.cli.text.TextTable;
import io.narsil.json.Json;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.Trace;
import io.narsil.study.parent.ParentModel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil summary}: a network layer by layer, with its exact costs. */
@Command(
        name = "summary",
        description = {
            "Prints a network layer by layer with its exact costs.",
            "NETWORK is a published one (see narsil zoo) or an architecture.yaml."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil summary fbnetv3-a",
            "  narsil summary runs/fashion/models/large/architecture.yaml",
            "  narsil summary small.yaml --init runs/fashion/models/large",
            "  narsil summary fbnetv3-g --resolution 224 --classes 10 --json"
        })
public final class SummaryCommand implements Runnable {
    @Parameters(paramLabel = "NETWORK", description = "Name or file.")
    private String name;

    @Option(names = "--resolution", paramLabel = "PIXELS", description = "Another image size.")
    private Integer resolution;

    @Option(names = "--classes", paramLabel = "N", description = "Another number of classes.")
    private Integer classes;

    @Option(
            names = "--init",
            paramLabel = "FILE|DIR",
            description =
                    "Show what is inherited, layer by layer, from a folder with a trained network, or from the weights"
                            + " of one in a file.")
    private Path init;

    @Option(
            names = "--init-network",
            paramLabel = "NAME|FILE",
            description = "The network that the weights in the file of --init are of; NETWORK itself without it.")
    private String initNetwork;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Network network = NetworkArgument.sized(NetworkArgument.find("NETWORK", name), resolution, classes);
        NetworkArgument.checkInit(init, initNetwork);
        if (init != null) {
            show(InheritanceText.of(parent(), network, json));
            return;
        }
        List<Trace.Operation> operations = Trace.of(network);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("name", network.name());
            all.put("input", network.input());
            all.put("taps", network.taps());
            all.put("operations", operations);
            all.put("totals", totals(network, operations));
            out.print(Json.write(all));
        } else {
            out.print(table(network, operations));
        }
        out.flush();
    }

    private ParentModel parent() {
        return Files.isDirectory(init)
                ? ParentModel.in(init)
                : ParentModel.of(
                        NetworkArgument.find("--init-network", initNetwork == null ? name : initNetwork), init);
    }

    private void show(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    /** Every total under the name of its convention. */
    private static Map<String, Long> totals(Network network, List<Trace.Operation> operations) {
        Cost cost = network.cost();
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("multiply-adds of convolutions and linear layers", cost.macs());
        totals.put("the paper's \"FLOPs\" (multiply-adds and pooled elements)", cost.publishedFlops());
        totals.put("parameters as published (weights only)", cost.params());
        totals.put("all trainable parameters", cost.trainable());
        totals.put("activations (elements out of convolutions and linear layers)", cost.activations());
        totals.put("bytes of weights in fp32", Math.multiplyExact(cost.trainable(), 4));
        totals.put("bytes of weights in int8 (published parameters)", cost.params());
        totals.put("peak activation bytes at batch 1 in fp32", Trace.peakActivationBytes(operations));
        return totals;
    }

    private static String table(Network network, List<Trace.Operation> operations) {
        Cost total = network.cost();
        TextTable table = new TextTable(
                Set.of(2, 3, 4, 5, 6, 7, 8),
                "layer",
                "type",
                "kernel",
                "stride",
                "output",
                "multiply-adds",
                "%",
                "parameters",
                "%");
        for (Trace.Operation o : operations) {
            table.row(
                    o.name(),
                    o.type(),
                    o.kernel() == 0 ? "" : "" + o.kernel(),
                    o.stride() == 0 ? "" : "" + o.stride(),
                    o.output().shape().toString(),
                    count(o.cost().macs()),
                    share(o.cost().macs(), total.macs()),
                    count(o.cost().params()),
                    share(o.cost().params(), total.params()));
        }
        TextTable sums = new TextTable(Set.of(1), network.name() + " for images of " + network.input(), "");
        totals(network, operations).forEach((convention, value) -> sums.row("  " + convention, count(value)));
        return table + "\n" + sums;
    }

    private static String count(long value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String share(long part, long whole) {
        return part == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
}
