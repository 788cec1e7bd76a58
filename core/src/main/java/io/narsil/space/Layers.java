package io.narsil.space;

import io.narsil.detector.Detector;
import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Network;
import io.narsil.network.Pooling;
import java.util.ArrayList;
import java.util.List;

/** Walks a network and lists its layers: networks with equal lists are equal. */
final class Layers implements Interpreter<Integer> {
    private final List<Object> layers = new ArrayList<>();

    private Layers() {}

    static List<Object> of(Network network) {
        Layers reader = new Layers();
        network.accept(reader, 0);
        return reader.layers;
    }

    /** Those that a detector reads: without the head, and without what is behind the last of its stages. */
    static List<Object> ofBackbone(Network network) {
        Layers reader = new Layers();
        network.features(reader, 0, Detector.stageCount(network));
        return reader.layers;
    }

    /** Adds a layer and returns the edge after it: the number of layers so far. */
    private Integer add(Object... layer) {
        layers.add(List.of(layer));
        return layers.size();
    }

    @Override
    public Integer convolution(Integer x, Convolution convolution) {
        return add(x, convolution);
    }

    @Override
    public Integer batchNorm(Integer x, BatchNorm batchNorm) {
        return add(x, batchNorm);
    }

    @Override
    public Integer activation(Integer x, Activation activation) {
        return add(x, activation);
    }

    @Override
    public Integer maxPool(Integer x, Pooling pool) {
        return add(x, pool);
    }

    @Override
    public Integer globalAveragePool(Integer x) {
        return add(x, "pool");
    }

    @Override
    public Integer scale(Integer x, Integer gate) {
        return add(x, gate, "scale");
    }

    @Override
    public Integer add(Integer residual, Integer branch, double depth) {
        return add(residual, branch, depth, "add");
    }

    @Override
    public Integer upsample(Integer x) {
        return add(x, "upsample");
    }

    @Override
    public Integer sum(Integer x, Integer y) {
        return add(x, y, "sum");
    }

    @Override
    public Integer dropout(Integer x) {
        return add(x, "dropout");
    }

    @Override
    public Integer linear(Integer x, Linear linear) {
        return add(x, linear);
    }
}
