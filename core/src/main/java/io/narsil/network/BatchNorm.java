package io.narsil.network;

/**
 * Batch normalisation; {@link Place#batchNorm} makes it as the network does.
 *
 * @param name name, unique in its network; stored as {@code name.weight}, {@code name.bias}, {@code name.running_mean}
 *     and {@code name.running_var}, each of (channels)
 * @param zero start of gamma at 0 instead of 1, so that its residual block starts as the identity
 * @param epsilon number that is added to the variance
 */
public record BatchNorm(String name, int channels, boolean zero, double epsilon) {}
