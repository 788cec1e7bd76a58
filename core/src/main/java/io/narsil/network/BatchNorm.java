package io.narsil.network;

/**
 * Batch normalisation.
 *
 * @param name name, unique in its network; stored as {@code name.weight}, {@code name.bias}, {@code name.running_mean}
 *     and {@code name.running_var}, each of (channels)
 * @param zero start of gamma at 0 instead of 1, so that its residual block starts as the identity
 */
public record BatchNorm(String name, int channels, boolean zero) {
    /** Added to the variance; the usual value, and that of the published weights. */
    public static final double EPSILON = 1e-5;
}
