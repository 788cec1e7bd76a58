package io.narsil.around;

import io.narsil.network.BatchNorm;
import io.narsil.network.Block;
import io.narsil.network.Conventions;
import io.narsil.network.Convolution;
import io.narsil.network.Linear;
import io.narsil.network.Place;
import io.narsil.network.WeightReader;

/** Looks whether a block adds its input to what it computes. */
final class Residual implements WeightReader {
    private boolean found;

    private Residual() {}

    static boolean is(Block block, int in) {
        Residual reader = new Residual();
        block.accept(reader, null, new Place("block", in, 2, 0, Conventions.USUAL));
        return reader.found;
    }

    @Override
    public Void add(Void residual, Void branch, double depth) {
        found = true;
        return null;
    }

    @Override
    public Void convolution(Void x, Convolution convolution) {
        return null;
    }

    @Override
    public Void batchNorm(Void x, BatchNorm norm) {
        return null;
    }

    @Override
    public Void linear(Void x, Linear linear) {
        return null;
    }
}
