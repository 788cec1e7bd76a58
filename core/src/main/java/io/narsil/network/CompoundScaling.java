package io.narsil.network;

import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNet's way to a larger network: width, depth and resolution grow together (Tan and Le 2019).
 *
 * <p>Widths are rounded to multiples of 8, never below 90 %, depths up. A stage is a run of blocks with the same output
 * channels; its first block stays, the others are repeated. Single convolutions are widened, not repeated.
 *
 * @param width factor of channels
 * @param depth factor of blocks in a stage
 * @param resolution of the images, in pixels
 */
public record CompoundScaling(double width, double depth, int resolution) {
    /** The scaled network under another name. */
    public Network scale(Network network, String name) {
        List<Block> scaled = new ArrayList<>();
        List<Block> blocks = network.blocks();
        for (int i = 0; i < blocks.size(); ) {
            int end = i + 1;
            while (end < blocks.size() && repeats(blocks.get(i), blocks.get(end))) {
                end++;
            }
            scaled.add(widen(blocks.get(i)));
            boolean stage = blocks.get(i) instanceof MBConv;
            int more = stage ? (int) Math.ceil(depth * (end - i)) - 1 : 0;
            for (int j = 0; j < more; j++) {
                scaled.add(widen(j + 1 < end - i ? blocks.get(i + j + 1) : further((MBConv) blocks.get(end - 1))));
            }
            i = end;
        }
        return new Network(name, network.channels(), resolution, network.classes(), scaled);
    }

    private static boolean repeats(Block first, Block other) {
        return first instanceof MBConv a
                && other instanceof MBConv b
                && a.channels() == b.channels()
                && b.stride() == 1
                && a.kernel() == b.kernel();
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
