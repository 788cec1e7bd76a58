package io.narsil.network;

/**
 * A block where it stands in its network.
 *
 * @param place knowledge that it has of the network around it
 */
public record PlacedBlock(Block block, Place place) {
    /** Walks the block from {@code x}. */
    public <T> T accept(Interpreter<T> reader, T x) {
        return reader.within(x, in -> block.accept(reader, in, place));
    }
}
