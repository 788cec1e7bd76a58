package io.narsil.network;

import java.util.function.UnaryOperator;

/**
 * An interpretation of a network. {@code T} is the type of what flows along its edges, such as a shape or a tensor.
 *
 * <p>{@link Architecture#outputs} calls these methods in the order of the computation. Images flow as (channels, height,
 * width) until {@link #globalAveragePool} makes height and width 1. A layer may be read at several places, always by one name.
 */
public interface Interpreter<T> {
    /** A two-dimensional convolution, with bias only if it says so. */
    T convolution(T x, Convolution convolution);

    /** Batch normalisation over channels. */
    T batchNorm(T x, BatchNorm batchNorm);

    /** An element-wise function. */
    T activation(T x, Activation activation);

    /** The largest value of each window. */
    T maxPool(T x, Pooling pool);

    /** The mean over height and width, which become 1. */
    T globalAveragePool(T x);

    /** {@code x} times {@code gate}, a value per channel: the end of squeeze-and-excitation. */
    T scale(T x, T gate);

    /**
     * The end of a residual block.
     *
     * @param depth place of the block in the network, from 0 (its first block) to 1 (its last): stochastic depth drops
     *     the branch with a probability that grows linearly with it
     */
    T add(T residual, T branch, double depth);

    /** Twice the height and width: each value becomes four (nearest neighbour). */
    T upsample(T x);

    /** The sum of two inputs of one shape, neither of which is ever dropped. */
    T sum(T x, T y);

    /** Dropout before the classifier; its rate belongs to the recipe. */
    T dropout(T x);

    /** A fully connected layer over the channels of a 1x1 image; the result is (outputs). */
    T linear(T x, Linear linear);

    /**
     * A whole block. What it makes on its way to its output is read by nobody else, and may be forgotten then.
     *
     * @param block block's walk from what flows into it
     */
    default T within(T x, UnaryOperator<T> block) {
        return block.apply(x);
    }
}
