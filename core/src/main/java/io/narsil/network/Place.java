package io.narsil.network;

/**
 * What a block learns from the network around it.
 *
 * @param name the prefix of its layers' names
 * @param in the channels that come in
 * @param classes the classes of the whole network
 * @param depth from 0 for the first block to 1 for the last
 */
public record Place(String name, int in, int classes, double depth) {
    /** The name of one of the block's layers; {@code suffix} is unique in the block. */
    public String layer(String suffix) {
        return name + "." + suffix;
    }
}
