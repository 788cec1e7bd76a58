/**
 * Convolutional networks as immutable data, and the interpreters that need nothing but that data.
 *
 * <p>{@link io.narsil.network.Network} is the only description of a network. Each use of it (costs, weights, a forward
 * pass) is an {@link io.narsil.network.Interpreter}.
 */
package io.narsil.network;
