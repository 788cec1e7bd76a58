package io.narsil.network;

/**
 * The place of a block: what it knows of the network around it.
 *
 * @param name prefix of its layers' names
 * @param in channels that come in
 * @param classes number of classes of the whole network
 * @param depth place in the network, from 0 for the first block to 1 for the last
 * @param conventions habits that all layers of the network share
 */
public record Place(String name, int in, int classes, double depth, Conventions conventions) {
    /** The name of one of the block's layers; {@code suffix} is unique in the block. */
    public String layer(String suffix) {
        return name + "." + suffix;
    }

    /** A convolution without bias, padded as the network does. */
    public Convolution convolution(String suffix, int in, int out, int kernel, int stride, int groups) {
        Padding padding = conventions.padding().of(kernel);
        return new Convolution(layer(suffix), in, out, kernel, stride, padding, groups, false);
    }

    /**
     * Batch normalisation as the network does it.
     *
     * @param zero start of gamma at 0 instead of 1, as the last of a residual block has
     */
    public BatchNorm batchNorm(String suffix, int channels, boolean zero) {
        return new BatchNorm(layer(suffix), channels, zero, conventions.epsilon());
    }
}
