package io.narsil.network;

/**
 * Walks a network and computes how much smaller its feature maps are than its images: the product of the strides so
 * far.
 */
public final class Reduction implements Interpreter<Integer> {
    Reduction() {}

    /** How much smaller a block makes what comes in. */
    public static int of(Block block) {
        return block.accept(new Reduction(), 1, new Place("", 1, 1, 0, Conventions.USUAL));
    }

    @Override
    public Integer convolution(Integer x, Convolution convolution) {
        return x * convolution.stride();
    }

    @Override
    public Integer batchNorm(Integer x, BatchNorm batchNorm) {
        return x;
    }

    @Override
    public Integer activation(Integer x, Activation activation) {
        return x;
    }

    @Override
    public Integer maxPool(Integer x, Pooling pool) {
        return x * pool.stride();
    }

    @Override
    public Integer globalAveragePool(Integer x) {
        return x;
    }

    @Override
    public Integer scale(Integer x, Integer gate) {
        return x;
    }

    @Override
    public Integer add(Integer residual, Integer branch, double depth) {
        return branch;
    }

    @Override
    public Integer upsample(Integer x) {
        return x / 2;
    }

    @Override
    public Integer sum(Integer x, Integer y) {
        return x;
    }

    @Override
    public Integer dropout(Integer x) {
        return x;
    }

    @Override
    public Integer linear(Integer x, Linear linear) {
        return x;
    }
}
