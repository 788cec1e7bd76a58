package io.narsil.network;

import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNet's way to a larger network: width, depth and resolution grow together (Tan and Le 2019).
 *
 * <p>Widths are rounded to multiples of 8, never below 90 %, depths up. The first block of a stage occurs once; the
 * others are repeated. Single convolutions are widened, not repeated.
 *
 * @param width factor of channels
 * @param depth factor of blocks in a stage
 * @param resolution height and width of the images, in pixels
 */
public record CompoundScaling(double width, double depth, int resolution) {
    /** The scaled network under another name. */
    public Network scale(Network network, String name) {
        return new Network(
                name,
                network.channels(),
                resolution,
                network.classes(),
                network.conventions(),
                network.stages().stream().map(this::stage).toList(),
                network.head().stream().map(this::widen).toList());
    }

    private List<Block> stage(List<Block> blocks) {
        List<Block> scaled = new ArrayList<>(blocks.stream().map(this::widen).toList());
        if (scaled.get(0) instanceof MBConv) {
            while (scaled.size() < (int) Math.ceil(depth * blocks.size())) {
                scaled.add(further((MBConv) scaled.get(scaled.size() - 1)));
            }
        }
        return scaled;
    }

    /** Another block of the same stage: only the first one has a stride. */
    private static MBConv further(MBConv b) {
        return new MBConv(b.kernel(), b.expansion(), b.channels(), 1, b.se(), b.activation(), b.kernel() / 2);
    }

    private Block widen(Block block) {
        if (block instanceof MBConv b) {
            return new MBConv(
                    b.kernel(), b.expansion(), wide(b.channels()), b.stride(), b.se(), b.activation(), b.padding());
        } else if (block instanceof ConvBlock b) {
            return new ConvBlock(b.kernel(), wide(b.channels()), b.stride(), b.activation(), b.groups());
        } else if (block instanceof Classifier) {
            return block;
        }
        throw new IllegalArgumentException("compound scaling is for networks of conv and mbconv blocks");
    }

    private int wide(int channels) {
        return Channels.round(width * channels, 0.9);
    }
}
