package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tree of a network's file and checks that its blocks fit together. */
final class NetworkReader {
    /** The version with all blocks in one list. */
    private static final String FLAT = "architecture/1";

    /** The largest number of blocks in a file. Nobody trains more than some hundreds. */
    private static final int MOST_BLOCKS = 10_000;

    private final ConfigNode root;
    private final Problems problems;
    /** The rows of all blocks, in order. */
    private final List<ConfigNode> rows = new ArrayList<>();

    NetworkReader(ConfigNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The network; a {@link io.narsil.config.UserException} names all faults of the file. */
    Network read() {
        String format = root.need("narsil").text(NetworkFile.FORMAT);
        if (!format.equals(NetworkFile.FORMAT) && !format.equals(FLAT)) {
            root.at("narsil").fault("this file is \"" + format + "\", not \"" + NetworkFile.FORMAT + "\"", "");
        }
        String name = root.at("name").text("network");
        ConfigNode input = root.need("input");
        int channels = input.need("channels").integer(3, 1, CommonSettings.LARGEST);
        int resolution = input.need("resolution").integer(32, 1, CommonSettings.LARGEST);
        ConventionsForm conventions = new ConventionsForm(root);
        Conventions read = conventions.read(input, channels);
        input.closed();
        int classes = root.need("classes").integer(10, 1, CommonSettings.LARGEST);
        Stages found = format.equals(FLAT) ? flat() : staged();
        conventions.refuseOthers(rows);
        root.closed();
        problems.throwIfAny();
        Network network = new Network(name, channels, resolution, classes, read, found.stages(), found.head());
        checkShapes(network);
        problems.throwIfAny();
        return network;
    }

    private Stages flat() {
        ConfigNode list = root.need("blocks");
        List<Block> blocks = blocks(list);
        checkClassifier(list, blocks, 0);
        return Stages.of(blocks);
    }

    private Stages staged() {
        ConfigNode backbone = root.at("backbone");
        Map<String, ConfigNode> entries = backbone.present() ? backbone.entries() : Map.of();
        List<List<Block>> stages = new ArrayList<>();
        for (String key : entries.keySet()) {
            String expected = Network.stageName(stages.size());
            if (!key.equals(expected)) {
                entries.get(key)
                        .fault(
                                "stages are called stage1, stage2 and so on, not \"" + key + "\"",
                                "\"" + expected + "\"");
            }
            stages.add(stage(entries.get(key)));
        }
        ConfigNode list = root.need("head");
        int before = rows.size();
        List<Block> head = blocks(list);
        if (list.present()) {
            checkClassifier(list, head, before);
        }
        return new Stages(stages, head);
    }

    private List<Block> stage(ConfigNode node) {
        int before = rows.size();
        List<Block> blocks = blocks(node);
        if (rows.size() == before && problems.isEmpty()) {
            node.fault("this stage has no blocks", "");
        }
        for (int i = 0; i < blocks.size(); i++) {
            BlockKind kind = blocks.get(i).values().kind();
            if (kind.use() == BlockKind.Use.HEAD) {
                rows.get(before + i).fault("a block \"" + kind.key() + "\" stands in the head, not in a stage", "");
            }
        }
        return blocks;
    }

    private List<Block> blocks(ConfigNode list) {
        List<Block> blocks = new ArrayList<>();
        for (ConfigNode row : list.items()) {
            int repeat = row.at("repeat").integer(1, 1, 1000);
            Optional<Block> block = BlockRow.read(row);
            row.closed();
            for (int i = 0; block.isPresent() && i < repeat && rows.size() < MOST_BLOCKS; i++) {
                blocks.add(block.get());
                rows.add(row);
            }
        }
        if (rows.size() == MOST_BLOCKS) {
            list.fault("a network has fewer than " + MOST_BLOCKS + " blocks", "a smaller repeat");
        }
        return blocks;
    }

    /** Notes a fault unless exactly one classifier stands at the end; does not check if a block could not be read. */
    private void checkClassifier(ConfigNode list, List<Block> blocks, int before) {
        if (!problems.isEmpty()) {
            return;
        }
        if (blocks.isEmpty() || !(blocks.get(blocks.size() - 1) instanceof Classifier)) {
            list.fault("the last block of a network must be its classifier", "- {block: classifier}");
        }
        for (int i = 0; i < blocks.size() - 1; i++) {
            if (blocks.get(i) instanceof Classifier) {
                rows.get(before + i).fault("a network has one classifier, its last block", "");
            }
        }
    }

    /** Notes the first block whose shapes do not fit or whose costs cannot be counted, with its line. */
    private void checkShapes(Network network) {
        List<Block> blocks = network.blocks();
        List<String> names = network.blockNames();
        Shape x = network.input();
        for (int i = 0; i < rows.size(); i++) {
            try {
                x = BlockCost.of(blocks.get(i), x, network.classes(), names.get(i), network.conventions())
                        .out();
            } catch (IllegalArgumentException e) {
                rows.get(i).fault("this block does not fit the ones before it: " + e.getMessage(), "");
                return;
            } catch (ArithmeticException e) {
                rows.get(i).fault(names.get(i) + " costs more than 64 bits can count", "smaller sizes");
                return;
            }
        }
        try {
            network.cost();
        } catch (ArithmeticException e) {
            rows.get(rows.size() - 1).fault("this network costs more than 64 bits can count", "smaller sizes");
        }
    }
}
