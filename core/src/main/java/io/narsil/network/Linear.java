package io.narsil.network;

/**
 * A fully connected layer with bias.
 *
 * @param name unique in its network; stored as {@code name.weight} (out, in) and {@code name.bias} (out)
 */
public record Linear(String name, int in, int out) {}
