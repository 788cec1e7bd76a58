package io.narsil.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as plain data, with the keys of its file. */
final class NetworkTree {
    private NetworkTree() {}

    static Map<String, Object> of(Network network) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("channels", network.channels());
        input.put("resolution", network.resolution());
        Conventions conventions = network.conventions();
        conventions.normalisation().ifPresent(n -> input.putAll(ConventionsForm.plain(n)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("narsil", NetworkFile.FORMAT);
        tree.put("name", network.name());
        tree.put("input", input);
        tree.put("classes", network.classes());
        tree.putAll(ConventionsForm.plain(conventions));
        Map<String, Object> backbone = new LinkedHashMap<>();
        for (int i = 0; i < network.stages().size(); i++) {
            backbone.put(Network.stageName(i), rows(network.stages().get(i)));
        }
        if (!backbone.isEmpty()) {
            tree.put("backbone", backbone);
        }
        tree.put("head", rows(network.head()));
        return tree;
    }

    private static List<Map<String, Object>> rows(List<Block> blocks) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < blocks.size(); ) {
            int repeat = 1;
            while (i + repeat < blocks.size() && blocks.get(i + repeat).equals(blocks.get(i))) {
                repeat++;
            }
            Map<String, Object> row = BlockRow.write(blocks.get(i));
            if (repeat > 1) {
                row.put("repeat", repeat);
            }
            rows.add(row);
            i += repeat;
        }
        return rows;
    }
}
