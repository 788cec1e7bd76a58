package io.narsil.network;

import java.util.stream.LongStream;

/**
 * The cost of a network in exact integers, each by the convention that is named. Only latency is a prediction, not a
 * count.
 *
 * @param macs multiply-adds of convolutions and linear layers, without bias: the usual count
 * @param pooled elements that go into global average pools; the paper's "FLOPs" are {@code macs + pooled}
 * @param params weights of convolutions and linear layers, without bias and batch norm: as FBNetV3's are published
 * @param trainable numbers that are trained: weights, biases, scale and shift of batch norms
 * @param activations elements that come out of convolutions and linear layers
 * @param memory peak memory of the activations of one image, in bytes of 32-bit floats
 * @param latency predicted time of one image on the study's device, in nanoseconds, with the margin of its profile; 0
 *     where there is none
 */
public record Cost(long macs, long pooled, long params, long trainable, long activations, long memory, long latency) {
    public static final Cost ZERO = new Cost(0, 0, 0, 0, 0, 0, 0);

    /** Costs without memory, which is known for a whole block only. */
    static Cost of(long macs, long pooled, long params, long trainable, long activations) {
        return new Cost(macs, pooled, params, trainable, activations, 0, 0);
    }

    /** Whether it can be that of a network: nothing costs less than nothing. */
    public boolean sound() {
        return LongStream.of(macs, pooled, params, trainable, activations, memory, latency)
                .allMatch(c -> c >= 0);
    }

    /** The paper's "FLOPs". */
    public long publishedFlops() {
        return Math.addExact(macs, pooled);
    }

    /**
     * The cost of two blocks in a row: sums, but for memory, which is the larger of the two; an
     * {@link ArithmeticException} where a sum does not fit in 63 bits.
     */
    public Cost plus(Cost other) {
        return new Cost(
                Math.addExact(macs, other.macs),
                Math.addExact(pooled, other.pooled),
                Math.addExact(params, other.params),
                Math.addExact(trainable, other.trainable),
                Math.addExact(activations, other.activations),
                Math.max(memory, other.memory),
                Math.addExact(latency, other.latency));
    }

    /** The same with a latency. */
    public Cost withLatency(long nanoseconds) {
        return new Cost(macs, pooled, params, trainable, activations, memory, nanoseconds);
    }
}
