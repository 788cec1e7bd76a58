package io.narsil.network;

/**
 * A fully connected layer.
 *
 * @param name name, unique in its network; stored as {@code name.weight} (out, in) and {@code name.bias} (out)
 * @param bias presence of a bias
 */
public record Linear(String name, int in, int out, boolean bias) {}
