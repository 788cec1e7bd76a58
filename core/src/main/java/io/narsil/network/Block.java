package io.narsil.network;

/**
 * A block: a few layers that belong together, and one row of a network's description. A block is immutable, and two
 * blocks with equal values are equal, as records are.
 */
public interface Block {
    /** Reads the block's layers in order; their names come from {@link Place#layer}. */
    <T> T accept(Interpreter<T> reader, T x, Place place);

    /** The channels that come out when {@code in} channels come in. */
    int out(int in);

    /**
     * The block's kind and the values of its settings, as a file has them; {@link BlockKind#block} makes an equal block
     * from them.
     */
    BlockValues values();
}
