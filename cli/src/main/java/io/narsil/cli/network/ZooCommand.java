package io.narsil.cli.network;

import io.narsil.cli.text.NetworkArgument;
import io.narsil.cli.text.TextTable;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil zoo}: the published networks. */
@Command(
        name = "zoo",
        description = {
            "Lists the published networks with their exact costs and their published accuracy,",
            "or prints one of them as an architecture.yaml, to be changed by hand."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  narsil zoo", "  narsil zoo efficientnet-b0 > b0.yaml"})
public final class ZooCommand implements Runnable {
    /** Multiply-adds of EfficientNet-B4 (Tan and Le 2019) and ResNeSt-50 (Zhang et al. 2020), as FBNetV3's paper quotes. */
    private static final double EFFICIENTNET_B4 = 4.2e9;

    private static final double RESNEST_50 = 5.4e9;

    @Parameters(
            paramLabel = "NETWORK",
            arity = "0..1",
            description = "The network to print; all are listed without it.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (name != null) {
            out.print(NetworkFile.write(NetworkArgument.find("NETWORK", name)));
            out.flush();
            return;
        }
        TextTable table = new TextTable(
                Set.of(1, 2, 3, 4, 5, 6, 7),
                "network",
                "pixels",
                "multiply-adds",
                "paper's FLOPs",
                "parameters",
                "top-1 *",
                "top-5 *",
                "in paper *",
                "source of *");
        for (String name : Zoo.names()) {
            Network network = Zoo.get(name);
            Cost cost = network.cost();
            Zoo.Published published = Zoo.published(name);
            table.row(
                    name,
                    "" + network.resolution(),
                    text("%,d", cost.macs()),
                    text("%,d", cost.publishedFlops()),
                    text("%,d", cost.params()),
                    percent("%.3f", published.top1()),
                    percent("%.3f", published.top5()),
                    percent("%.1f", published.top1InPaper()),
                    published.source());
        }
        out.println(table);
        out.println("* quoted: ImageNet accuracy in percent, of the published weights and in the paper.");
        out.println("Costs are computed here.");
        out.println(compare("fbnetv3-g", "EfficientNet-B4", EFFICIENTNET_B4, 83.0));
        out.println(compare("fbnetv3-e", "ResNeSt-50", RESNEST_50, 81.1));
        out.flush();
    }

    private static String compare(String name, String other, double macs, double top1) {
        return text(
                "%s needs %.1fx fewer multiply-adds than %s (quoted: %.1fG, top-1 %.1f).",
                name, macs / Zoo.get(name).cost().publishedFlops(), other, macs / 1e9, top1);
    }

    private static String percent(String format, double value) {
        return Double.isNaN(value) ? "" : text(format, value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
