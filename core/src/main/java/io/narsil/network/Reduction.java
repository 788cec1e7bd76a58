package io.narsil.network;

/** Reads by how much a network has made its images smaller: the product of the strides so far. */
final class Reduction implements Interpreter<Integer> {
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
    public Integer maxPool(Integer x, MaxPool pool) {
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
    public Integer dropout(Integer x) {
        return x;
    }

    @Override
    public Integer linear(Integer x, Linear linear) {
        return x;
    }
}
