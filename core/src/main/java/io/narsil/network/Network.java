package io.narsil.network;

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
        int last = blocks.size() - 1;
        for (int i = 0; i <= last; i++) {
            Block block = blocks.get(i);
            String prefix = i == last ? "classifier" : "blocks." + i;
            x = block.accept(reader, x, new Place(prefix, in, classes, last == 0 ? 0 : (double) i / last));
            in = block.out(in);
        }
        return x;
    }

    /** The shape of an input image. */
    public Shape input() {
        return new Shape(channels, resolution, resolution);
    }

    /** The exact costs. */
    public Cost cost() {
        CostCounter counter = new CostCounter();
        accept(counter, input());
        return counter.total();
    }
}
