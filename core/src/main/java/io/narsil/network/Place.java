package io.narsil.network;

/**
 * The place of a block: what it knows of the network around it.
 *
 * @param name prefix of its layers' names
 * @param in channels that come in
 * @param classes number of classes of the whole network
 * @param depth place in the network, from 0 for the first block to 1 for the last
 */
public record Place(String name, int in, int classes, double depth) {
    /** The name of one of the block's layers; {@code suffix} is unique in the block. */
    public String layer(String suffix) {
        return name + "." + suffix;
    }
}
