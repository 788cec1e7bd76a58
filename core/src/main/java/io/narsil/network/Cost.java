package io.narsil.network;

/**
 * What a network costs, in exact integers; each figure names its convention.
 *
 * @param macs multiply-adds of convolutions and linear layers, without bias: the usual count
 * @param pooled elements that go into global average pools; the paper's "FLOPs" are {@code macs + pooled}
 * @param params weights of convolutions and linear layers, without bias and batch norm: as FBNetV3's are published
 * @param trainable everything that trains: weights, biases, scale and shift of batch norms
 * @param activations elements that come out of convolutions and linear layers
 */
public record Cost(long macs, long pooled, long params, long trainable, long activations) {
    public static final Cost ZERO = new Cost(0, 0, 0, 0, 0);

    /** The paper's "FLOPs". */
    public long publishedFlops() {
        return Math.addExact(macs, pooled);
    }

    /** The sum of two costs; an {@link ArithmeticException} where it does not fit in 63 bits. */
    public Cost plus(Cost other) {
        return new Cost(
                Math.addExact(macs, other.macs),
                Math.addExact(pooled, other.pooled),
                Math.addExact(params, other.params),
                Math.addExact(trainable, other.trainable),
                Math.addExact(activations, other.activations));
    }
}
