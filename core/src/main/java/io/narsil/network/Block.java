package io.narsil.network;

/**
 * A row of a network's description: a handful of layers that belong together. Blocks are immutable and equal where their
 * values are; records are.
 */
public interface Block {
    /** Reads the block's layers in order; their names come from {@link Place#layer}. */
    <T> T accept(Interpreter<T> reader, T x, Place place);

    /** The channels that come out when {@code in} channels come in. */
    int out(int in);

    /** Its kind, and what a file says of it: {@link BlockKind#block} makes an equal block of it. */
    BlockValues values();
}
