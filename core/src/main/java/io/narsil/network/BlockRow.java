package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import java.util.List;

/** One block as the row of a file. */
final class BlockRow {
    /** The largest number of channels, pixels and classes. */
    static final int LARGEST = 1 << 20;

    private static final List<String> NAMES =
            List.of("conv", "maxpool", "mbconv", "fused", "basic", "bottleneck", "mbpool", "classifier");

    private BlockRow() {}

    /** Reads a row; faults are noted, and something harmless is returned. */
    static Block read(ConfigNode row) {
        String type = row.need("block").text("classifier");
        return switch (type) {
            case "conv" -> new ConvBlock(kernel(row), channels(row), stride(row), activation(row), groups(row));
            case "maxpool" -> new MaxPool(kernel(row), stride(row));
            case "mbconv" -> mbconv(row, kernel(row));
            case "fused" ->
                new FusedMBConv(kernel(row), expansion(row), channels(row), stride(row), se(row), activation(row));
            case "basic" -> new BasicBlock(kernel(row), channels(row), stride(row), activation(row));
            case "bottleneck" ->
                new Bottleneck(
                        kernel(row),
                        row.at("reduction").number(4, 0.01, 1000),
                        channels(row),
                        stride(row),
                        activation(row),
                        groups(row));
            case "mbpool" ->
                new MBPool(
                        expansion(row),
                        channels(row),
                        activation(row),
                        row.at("bias").bool(true));
            case "classifier" -> new Classifier(row.at("bias").bool(true));
            default -> {
                row.at("block").fault("there is no block \"" + type + "\"", Nearest.hint(type, NAMES));
                row.entries();
                yield new Classifier(true);
            }
        };
    }

    private static MBConv mbconv(ConfigNode row, int kernel) {
        return new MBConv(
                kernel,
                expansion(row),
                channels(row),
                stride(row),
                se(row),
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

    private static int groups(ConfigNode row) {
        return row.at("groups").integer(1, 1, LARGEST);
    }

    private static double expansion(ConfigNode row) {
        return row.need("expansion").number(6, 0.01, 1000);
    }

    private static Activation activation(ConfigNode row) {
        return Activation.read(row.at("activation"));
    }

    private static Squeeze se(ConfigNode row) {
        ConfigNode node = row.at("se");
        if (!node.isMapping()) {
            return Squeeze.of(node.number(0, 0, 16));
        }
        Squeeze squeeze = Squeeze.style(node).withRatio(node.need("ratio").number(MBConv.SE, 0, 16));
        node.closed();
        return squeeze;
    }

    /** The text of a row without its braces. */
    static String write(Block block) {
        if (block instanceof ConvBlock b) {
            return row("conv", b.kernel(), "", b.channels(), b.stride())
                    + activation(b.activation())
                    + groups(b.groups());
        } else if (block instanceof MaxPool b) {
            return "block: maxpool, kernel: " + b.kernel() + stride(b.stride());
        } else if (block instanceof MBConv b) {
            return row("mbconv", b.kernel(), expansion(b.expansion()), b.channels(), b.stride())
                    + se(b.se())
                    + activation(b.activation())
                    + (b.padding() != b.kernel() / 2 ? ", padding: " + b.padding() : "");
        } else if (block instanceof FusedMBConv b) {
            return row("fused", b.kernel(), expansion(b.expansion()), b.channels(), b.stride())
                    + se(b.se())
                    + activation(b.activation());
        } else if (block instanceof BasicBlock b) {
            return row("basic", b.kernel(), "", b.channels(), b.stride()) + activation(b.activation());
        } else if (block instanceof Bottleneck b) {
            String reduction = b.reduction() == 4 ? "" : "reduction: " + Decimal.plain(b.reduction()) + ", ";
            return row("bottleneck", b.kernel(), reduction, b.channels(), b.stride())
                    + activation(b.activation())
                    + groups(b.groups());
        } else if (block instanceof MBPool b) {
            return "block: mbpool, " + expansion(b.expansion()) + "channels: " + b.channels()
                    + activation(b.activation()) + (b.bias() ? "" : ", bias: false");
        }
        return "block: classifier" + (((Classifier) block).bias() ? "" : ", bias: false");
    }

    private static String row(String type, int kernel, String width, int channels, int stride) {
        return "block: " + type + ", kernel: " + kernel + ", " + width + "channels: " + channels + stride(stride);
    }

    private static String expansion(double expansion) {
        return "expansion: " + Decimal.plain(expansion) + ", ";
    }

    private static String stride(int stride) {
        return stride > 1 ? ", stride: " + stride : "";
    }

    private static String groups(int groups) {
        return groups > 1 ? ", groups: " + groups : "";
    }

    private static String se(Squeeze se) {
        return se.ratio() > 0 ? ", se: " + se.text() : "";
    }

    private static String activation(Activation activation) {
        return activation == Activation.HARD_SWISH ? "" : ", activation: " + activation.key();
    }
}
