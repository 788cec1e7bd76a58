package io.narsil.cli.network;

import io.narsil.cli.text.TextTable;
import io.narsil.inherit.Inheritance;
import io.narsil.inherit.InheritedLayer;
import io.narsil.json.Json;
import io.narsil.network.Network;
import io.narsil.study.parent.ParentModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a network inherits from a trained one, layer by layer. */
final class InheritanceText {
    private InheritanceText() {}

    static String of(ParentModel parent, Network network, boolean json) {
        Inheritance inheritance = parent.inheritance(network);
        List<InheritedLayer> layers = inheritance.layers();
        long inherited = layers.stream().mapToLong(InheritedLayer::inherited).sum();
        long all = layers.stream().mapToLong(InheritedLayer::parameters).sum();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", network.name());
            tree.put("parent", parent.network().name());
            tree.put("layers", layers);
            tree.put("dropped", inheritance.dropped());
            tree.put("inherited", inherited);
            tree.put("parameters", all);
            return Json.write(tree);
        }
        TextTable table = new TextTable(Set.of(2, 3, 4), "layer", "inherits", "parameters", "of them inherited", "%");
        for (InheritedLayer layer : layers) {
            table.row(
                    layer.name(),
                    layer.text(),
                    count(layer.parameters()),
                    count(layer.inherited()),
                    share(layer.inherited(), layer.parameters()));
        }
        String dropped = inheritance.dropped().isEmpty()
                ? ""
                : "dropped, since the network has no such blocks: " + String.join(", ", inheritance.dropped()) + "\n";
        return table + "\n" + dropped
                + String.format(
                        Locale.ROOT,
                        "%s inherits %s of its %s parameters (%s %%) from %s%n",
                        network.name(),
                        count(inherited),
                        count(all),
                        share(inherited, all),
                        parent.network().name())
                + (parent.network().conventions().suit(network)
                        ? ""
                        : String.format(
                                "%s pads, normalises or scales images in another way: even the same layers compute"
                                        + " something else at first%n",
                                parent.network().name()));
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String share(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
}
