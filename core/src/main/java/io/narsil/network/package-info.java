/**
 * Convolutional networks as immutable data, and the readers that need nothing but that data.
 *
 * <p>{@link io.narsil.network.Network} is the only description of a network; whoever needs something of it (costs,
 * weights, a forward pass) is one {@link io.narsil.network.Interpreter}.
 */
package io.narsil.network;
