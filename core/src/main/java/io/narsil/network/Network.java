package io.narsil.network;

import java.util.ArrayList;
import java.util.List;

/**
 * An architecture: a backbone of stages, with a {@link Tap} at the end of each, and a head. It is the only description
 * of a network; every {@link Interpreter} works from it.
 *
 * <p>Layers are named by stage and block, both counted from 1: {@code stage3.1.depthwise} is in the first block of the
 * third stage, in a deeper network as in a shallow one. The stem is the first stage. The head's layers are named
 * {@code head.1.expand} and so on, those of its last block {@code classifier.linear}.
 *
 * @param name name for people only; it changes nothing else
 * @param channels channels of the images, 3 for colour
 * @param resolution height and width of the images, in pixels
 * @param classes number of outputs
 * @param conventions habits that all its layers share
 * @param stages stages of the backbone, each with at least one block
 * @param head blocks after the backbone, the last of which is the network's only {@link Classifier}
 */
public record Network(
        String name,
        int channels,
        int resolution,
        int classes,
        Conventions conventions,
        List<List<Block>> stages,
        List<Block> head)
        implements Architecture {
    public Network {
        stages = stages.stream().map(List::copyOf).toList();
        head = List.copyOf(head);
        if (head.isEmpty() || !(head.get(head.size() - 1) instanceof Classifier)) {
            throw new IllegalArgumentException("the last block of a network must be its classifier");
        }
        if (head.subList(0, head.size() - 1).stream().anyMatch(Classifier.class::isInstance)) {
            throw new IllegalArgumentException("a network has one classifier, its last block");
        }
        if (stages.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a stage has at least one block");
        }
        if (!conventions.equals(conventions.forChannels(channels))) {
            throw new IllegalArgumentException("a normalisation is for images of " + channels + " channels");
        }
    }

    /** A network with the usual conventions. */
    public Network(String name, int channels, int resolution, int classes, List<List<Block>> stages, List<Block> head) {
        this(name, channels, resolution, classes, Conventions.USUAL, stages, head);
    }

    /**
     * The network of a plain list of blocks: a stage begins at each stride and where the kind or the channels of blocks
     * change, and the head at the first block that only stands there or at a 1x1 convolution right before it.
     */
    public static Network of(String name, int channels, int resolution, int classes, List<Block> blocks) {
        Stages found = Stages.of(blocks);
        return new Network(name, channels, resolution, classes, found.stages(), found.head());
    }

    /** The same layers under other conventions. */
    public Network with(Conventions others) {
        return new Network(name, channels, resolution, classes, others, stages, head);
    }

    /** The same blocks for other images and classes, under another name, and a normalisation for as many channels. */
    public Network with(String otherName, int otherChannels, int otherResolution, int otherClasses) {
        return new Network(
                otherName,
                otherChannels,
                otherResolution,
                otherClasses,
                conventions.forChannels(otherChannels),
                stages,
                head);
    }

    /** All blocks from the stem to the classifier. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        stages.forEach(blocks::addAll);
        blocks.addAll(head);
        return blocks;
    }

    /** The prefixes of the names of each block's layers, in the order of {@link #blocks}. */
    public List<String> blockNames() {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            for (int b = 1; b <= stages.get(s).size(); b++) {
                names.add(stageName(s) + "." + b);
            }
        }
        for (int b = 1; b < head.size(); b++) {
            names.add("head." + b);
        }
        names.add("classifier");
        return names;
    }

    /** The name of the stage at an index from 0, such as {@code stage1}. */
    static String stageName(int index) {
        return "stage" + (index + 1);
    }

    @Override
    public int stageCount() {
        return stages.size();
    }

    /** Walks the network from {@code input} to its logits. */
    public <T> T accept(Interpreter<T> reader, T input) {
        List<Block> blocks = blocks();
        return walk(reader, input, blocks.size(), new ArrayList<>());
    }

    /** The logits alone. */
    @Override
    public <T> List<T> outputs(Interpreter<T> reader, T input) {
        List<T> logits = new ArrayList<>();
        // Not List.of: what flows may be null.
        logits.add(accept(reader, input));
        return logits;
    }

    /** Walks the backbone from {@code input} and returns what flows at each tap, in the order of {@link #taps}. */
    public <T> List<T> features(Interpreter<T> reader, T input) {
        return features(reader, input, stages.size());
    }

    /** The same of the first stages alone; what is behind them is not read. */
    public <T> List<T> features(Interpreter<T> reader, T input, int first) {
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (List<Block> stage : stages.subList(0, first)) {
            end += stage.size();
            ends.add(end - 1);
        }
        List<T> after = new ArrayList<>();
        walk(reader, input, end, after);
        List<T> features = new ArrayList<>();
        ends.forEach(last -> features.add(after.get(last)));
        return features;
    }

    private <T> T walk(Interpreter<T> reader, T input, int end, List<T> after) {
        T x = input;
        for (PlacedBlock block : placedBlocks().subList(0, end)) {
            x = block.accept(reader, x);
            after.add(x);
        }
        return x;
    }

    /** All blocks from the stem to the classifier in their places: one after the other they are the network. */
    public List<PlacedBlock> placedBlocks() {
        List<Block> blocks = blocks();
        List<String> names = blockNames();
        List<PlacedBlock> placed = new ArrayList<>();
        int last = blocks.size() - 1;
        int in = channels;
        for (int i = 0; i <= last; i++) {
            double depth = last == 0 ? 0 : (double) i / last;
            placed.add(new PlacedBlock(blocks.get(i), new Place(names.get(i), in, classes, depth, conventions)));
            in = blocks.get(i).out(in);
        }
        return placed;
    }

    /** The ends of the stages, from the stem's to the one that the head reads. */
    public List<Tap> taps() {
        List<Integer> reductions = features(new Reduction(), 1);
        List<Tap> taps = new ArrayList<>();
        int out = channels;
        for (int s = 0; s < stages.size(); s++) {
            for (Block block : stages.get(s)) {
                out = block.out(out);
            }
            taps.add(new Tap(stageName(s), out, reductions.get(s)));
        }
        return taps;
    }

    @Override
    public Shape input() {
        return new Shape(channels, resolution, resolution);
    }

    /** The exact costs of each block, in order. */
    public List<Cost> blockCosts() {
        List<Cost> costs = new ArrayList<>();
        List<Block> blocks = blocks();
        List<String> names = blockNames();
        Shape x = input();
        for (int i = 0; i < blocks.size(); i++) {
            BlockCost block = BlockCost.of(blocks.get(i), x, classes, names.get(i), conventions);
            costs.add(block.cost());
            x = block.out();
        }
        return costs;
    }

    @Override
    public Cost cost() {
        return blockCosts().stream().reduce(Cost.ZERO, Cost::plus);
    }
}
