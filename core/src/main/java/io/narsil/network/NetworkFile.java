package io.narsil.network;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private static final int LARGEST = 1 << 20;
    private static final List<String> BLOCKS = List.of("conv", "mbconv", "mbpool", "classifier");

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
        int channels = input.need("channels").integer(3, 1, LARGEST);
        int resolution = input.need("resolution").integer(32, 1, LARGEST);
        input.closed();
        int classes = root.need("classes").integer(10, 1, LARGEST);
        List<Block> blocks = new ArrayList<>();
        for (ConfigNode row : root.need("blocks").items()) {
            int repeat = row.at("repeat").integer(1, 1, 1000);
            Block block = block(row);
            row.closed();
            for (int i = 0; i < repeat; i++) {
                blocks.add(block);
            }
        }
        root.closed();
        problems.throwIfAny();
        try {
            Network network = new Network(name, channels, resolution, classes, blocks);
            network.cost();
            return network;
        } catch (IllegalArgumentException | ArithmeticException e) {
            root.at("blocks").fault("the blocks do not fit together: " + e.getMessage(), "");
            problems.throwIfAny();
            throw e;
        }
    }

    private static Block block(ConfigNode row) {
        String type = row.need("block").text("classifier");
        return switch (type) {
            case "conv" -> new ConvBlock(kernel(row), channels(row), stride(row), activation(row));
            case "mbconv" -> mbconv(row, kernel(row));
            case "mbpool" -> new MBPool(row.need("expansion").number(6, 0.01, 1000), channels(row), activation(row));
            case "classifier" -> new Classifier(row.at("bias").bool(true));
            default -> {
                row.at("block").fault("there is no block \"" + type + "\"", Nearest.hint(type, BLOCKS));
                row.entries();
                yield new Classifier(true);
            }
        };
    }

    private static MBConv mbconv(ConfigNode row, int kernel) {
        return new MBConv(
                kernel,
                row.need("expansion").number(1, 0.01, 1000),
                channels(row),
                stride(row),
                row.at("se").number(0, 0, 16),
                activation(row),
                row.at("padding").integer(kernel / 2, 0, 1000));
    }

    private static int kernel(ConfigNode row) {
        return row.need("kernel").integer(3, 1, 101);
    }

    private static int channels(ConfigNode row) {
        return row.need("channels").integer(8, 1, LARGEST);
    }

    private static int stride(ConfigNode row) {
        return row.at("stride").integer(1, 1, 16);
    }

    private static Activation activation(ConfigNode row) {
        ConfigNode node = row.at("activation");
        String name = node.text(Activation.HARD_SWISH.key());
        return Activation.of(name).orElseGet(() -> {
            node.fault("there is no activation \"" + name + "\"", Nearest.hint(name, Activation.keys()));
            return Activation.HARD_SWISH;
        });
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
            yaml.append("  - {").append(row(blocks.get(i)));
            yaml.append(repeat > 1 ? ", repeat: " + repeat : "").append("}\n");
            i += repeat;
        }
        return yaml.toString();
    }

    private static String row(Block block) {
        if (block instanceof ConvBlock b) {
            return "block: conv, kernel: " + b.kernel() + ", channels: " + b.channels() + stride(b.stride())
                    + activation(b.activation());
        } else if (block instanceof MBConv b) {
            return "block: mbconv, kernel: " + b.kernel() + ", expansion: " + plain(b.expansion()) + ", channels: "
                    + b.channels() + stride(b.stride()) + (b.se() > 0 ? ", se: " + plain(b.se()) : "")
                    + activation(b.activation()) + (b.padding() != b.kernel() / 2 ? ", padding: " + b.padding() : "");
        } else if (block instanceof MBPool b) {
            return "block: mbpool, expansion: " + plain(b.expansion()) + ", channels: " + b.channels()
                    + activation(b.activation());
        }
        return "block: classifier" + (((Classifier) block).bias() ? "" : ", bias: false");
    }

    private static String stride(int stride) {
        return stride > 1 ? ", stride: " + stride : "";
    }

    private static String activation(Activation activation) {
        return activation == Activation.HARD_SWISH ? "" : ", activation: " + activation.key();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
