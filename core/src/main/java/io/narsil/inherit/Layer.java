package io.narsil.inherit;

/**
 * A layer with weights, and the sets of channels that it reads and makes.
 *
 * @param kind kind of its block, as files call it
 * @param in number of the set that it reads
 * @param out number of the set that it makes; the one that it reads for a depthwise convolution and batch norm
 * @param kernel width of its window; 1 where it has none
 * @param bias presence of a bias
 * @param source place of the layer whose channels it normalises, or -1
 */
record Layer(String name, String kind, Type type, int in, int out, int groups, int kernel, boolean bias, int source) {
    /** The kinds of layers, by what they do with channels. */
    enum Type {
        /** Makes new channels of those that it reads. */
        CONVOLUTION,
        /** Filters each channel by itself. */
        DEPTHWISE,
        /** Scales and shifts each channel. */
        BATCH_NORM,
        /** Makes the outputs of a network. */
        LINEAR
    }

    /** The prefix of its name that all layers of its block have, such as {@code stage3.1}. */
    String block() {
        return block(name);
    }

    static String block(String layer) {
        return layer.substring(0, Math.max(0, layer.lastIndexOf('.')));
    }

    /** Whether it mixes channels, so that those that come out are others than those that go in. */
    boolean mixes() {
        return type == Type.CONVOLUTION || type == Type.LINEAR;
    }
}
