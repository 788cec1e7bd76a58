package io.narsil.network;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Networks as YAML: one line a block, equal neighbours folded by {@code repeat}.
 *
 * <pre>{@code
 * narsil: architecture/1
 * name: example
 * input: {channels: 3, resolution: 32}
 * classes: 10
 * blocks:
 *   - {block: conv, kernel: 3, channels: 16, stride: 2}
 *   - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
 *   - {block: mbconv, kernel: 5, expansion: 2, channels: 24, repeat: 3}
 *   - {block: mbpool, expansion: 6, channels: 256}
 *   - {block: classifier}
 * }</pre>
 */
public final class NetworkFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "architecture/1";

    /** The most blocks that are read: hundreds are the most that anybody trains. */
    private static final int MOST_BLOCKS = 10_000;

    private NetworkFile() {}

    /** Reads a network; a {@link io.narsil.config.UserException} with all faults where it is none. */
    public static Network read(Path file) {
        Problems problems = new Problems();
        return read(ConfigFile.read(file, problems), problems);
    }

    /** Like {@link #read(Path)}, of a text whose faults are reported under {@code name}. */
    public static Network parse(String name, String text) {
        Problems problems = new Problems();
        return read(ConfigFile.parse(name, text, problems), problems);
    }

    private static Network read(ConfigNode root, Problems problems) {
        String format = root.need("narsil").text(FORMAT);
        if (!format.equals(FORMAT)) {
            root.at("narsil").fault("this file is \"" + format + "\", not \"" + FORMAT + "\"", "");
        }
        String name = root.at("name").text("network");
        ConfigNode input = root.need("input");
        int channels = input.need("channels").integer(3, 1, CommonSettings.LARGEST);
        int resolution = input.need("resolution").integer(32, 1, CommonSettings.LARGEST);
        input.closed();
        int classes = root.need("classes").integer(10, 1, CommonSettings.LARGEST);
        List<Block> blocks = new ArrayList<>();
        List<ConfigNode> rows = new ArrayList<>();
        for (ConfigNode row : root.need("blocks").items()) {
            int repeat = row.at("repeat").integer(1, 1, 1000);
            Optional<Block> block = BlockRow.read(row);
            row.closed();
            for (int i = 0; block.isPresent() && i < repeat && blocks.size() < MOST_BLOCKS; i++) {
                blocks.add(block.get());
                rows.add(row);
            }
        }
        root.closed();
        if (blocks.size() == MOST_BLOCKS) {
            root.at("blocks").fault("a network has fewer than " + MOST_BLOCKS + " blocks", "a smaller repeat");
        }
        problems.throwIfAny();
        if (blocks.isEmpty() || !(blocks.get(blocks.size() - 1) instanceof Classifier)) {
            root.at("blocks").fault("the last block of a network must be its classifier", "- {block: classifier}");
        }
        for (int i = 0; i < blocks.size() - 1; i++) {
            if (blocks.get(i) instanceof Classifier) {
                rows.get(i).fault("a network has one classifier, its last block", "");
            }
        }
        problems.throwIfAny();
        Network network = new Network(name, channels, resolution, classes, blocks);
        check(network, rows);
        problems.throwIfAny();
        return network;
    }

    /** Notes the first block whose shapes do not meet or whose costs cannot be counted, at its line. */
    private static void check(Network network, List<ConfigNode> rows) {
        Shape x = network.input();
        for (int i = 0; i < rows.size(); i++) {
            String name = Network.blockName(i, rows.size());
            try {
                x = BlockCost.of(network.blocks().get(i), x, network.classes(), name)
                        .out();
            } catch (IllegalArgumentException e) {
                rows.get(i).fault("this block does not fit the ones before it: " + e.getMessage(), "");
                return;
            } catch (ArithmeticException e) {
                rows.get(i).fault(name + " costs more than 64 bits can count", "smaller sizes");
                return;
            }
        }
        try {
            network.cost();
        } catch (ArithmeticException e) {
            rows.get(rows.size() - 1).fault("this network costs more than 64 bits can count", "smaller sizes");
        }
    }

    /** The file's text for a network; {@link #read} gives the same network back. */
    public static String write(Network network) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("narsil: ").append(FORMAT).append('\n');
        yaml.append("name: ").append(network.name()).append('\n');
        yaml.append("input: {channels: ")
                .append(network.channels())
                .append(", resolution: ")
                .append(network.resolution())
                .append("}\n");
        yaml.append("classes: ").append(network.classes()).append('\n');
        yaml.append("blocks:\n");
        List<Block> blocks = network.blocks();
        for (int i = 0; i < blocks.size(); ) {
            int repeat = 1;
            while (i + repeat < blocks.size() && blocks.get(i + repeat).equals(blocks.get(i))) {
                repeat++;
            }
            Map<String, Object> row = BlockRow.write(blocks.get(i));
            if (repeat > 1) {
                row.put("repeat", repeat);
            }
            yaml.append("  - ").append(FlowText.of(row)).append('\n');
            i += repeat;
        }
        return yaml.toString();
    }
}
