package io.narsil.network;

import java.util.ArrayList;
import java.util.List;

/**
 * An architecture: the one description that every reader shares.
 *
 * @param name for people only; it changes nothing else
 * @param channels of the images, 3 for colour
 * @param resolution height and width of the images, in pixels
 * @param classes the number of outputs
 * @param blocks from stem to {@link Classifier}, which comes last and only there
 */
public record Network(String name, int channels, int resolution, int classes, List<Block> blocks) {
    public Network {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || !(blocks.get(blocks.size() - 1) instanceof Classifier)) {
            throw new IllegalArgumentException("the last block of a network must be its classifier");
        }
        if (blocks.subList(0, blocks.size() - 1).stream().anyMatch(Classifier.class::isInstance)) {
            throw new IllegalArgumentException("a network has one classifier, its last block");
        }
    }

    /** Walks the network from {@code input} to its logits. */
    public <T> T accept(Interpreter<T> reader, T input) {
        T x = input;
        int in = channels;
        for (int i = 0; i < blocks.size(); i++) {
            x = accept(i, reader, x, in);
            in = blocks.get(i).out(in);
        }
        return x;
    }

    private <T> T accept(int block, Interpreter<T> reader, T x, int in) {
        int last = blocks.size() - 1;
        double depth = last == 0 ? 0 : (double) block / last;
        return blocks.get(block).accept(reader, x, new Place(blockName(block, blocks.size()), in, classes, depth));
    }

    /** The shape of an input image. */
    public Shape input() {
        return new Shape(channels, resolution, resolution);
    }

    /** The exact costs of each block, in order. */
    public List<Cost> blockCosts() {
        List<Cost> costs = new ArrayList<>();
        Shape x = input();
        for (int i = 0; i < blocks.size(); i++) {
            BlockCost block = BlockCost.of(blocks.get(i), x, classes, blockName(i, blocks.size()));
            costs.add(block.cost());
            x = block.out();
        }
        return costs;
    }

    /** The exact costs of the whole. */
    public Cost cost() {
        return blockCosts().stream().reduce(Cost.ZERO, Cost::plus);
    }

    /** The prefix of the names of a block's layers, such as {@code blocks.3}. */
    static String blockName(int index, int blocks) {
        return index == blocks - 1 ? "classifier" : "blocks." + index;
    }
}
