package io.narsil.onnx;

import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Pooling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the layers of a network that gain from 8 bits: convolutions that mix all channels (1x1, stem, classic blocks) and the
 * classifier.
 *
 * <p>Depthwise and grouped convolutions, and those of squeeze-and-excitation, multiply too little to pay for the conversions
 * around them, and rounding their few values costs the most accuracy (docs/deployment.md has the measurements).
 */
final class EightBitLayers implements Interpreter<EightBitLayers.Way> {
    private final Set<String> layers = new TreeSet<>();

    private EightBitLayers() {}

    /**
     * The way of a value.
     *
     * @param pooled truth of its being one value a channel
     * @param layers convolutions since it was pooled
     * @param last convolution that made it
     */
    record Way(boolean pooled, Set<String> layers, String last) {
        static final Way BEGUN = new Way(false, Set.of(), "");

        Way through(String layer) {
            Set<String> all = new HashSet<>(layers);
            if (pooled) {
                all.add(layer);
            }
            return new Way(pooled, all, layer);
        }
    }

    /** The names of the layers. What a convolution answers is never rounded, and so the last ones of a detector are none of them. */
    static Set<String> of(Architecture network) {
        EightBitLayers reader = new EightBitLayers();
        List<Way> answers = network.outputs(reader, Way.BEGUN);
        if (answers.size() > 1) {
            answers.forEach(answer -> reader.layers.remove(answer.last()));
        }
        return Set.copyOf(reader.layers);
    }

    @Override
    public Way convolution(Way x, Convolution convolution) {
        if (convolution.groups() == 1) {
            layers.add(convolution.name());
        }
        return x.through(convolution.name());
    }

    @Override
    public Way batchNorm(Way x, BatchNorm batchNorm) {
        return x;
    }

    @Override
    public Way activation(Way x, Activation activation) {
        return x;
    }

    @Override
    public Way maxPool(Way x, Pooling pool) {
        return x;
    }

    @Override
    public Way globalAveragePool(Way x) {
        return new Way(true, Set.of(), "");
    }

    @Override
    public Way scale(Way x, Way gate) {
        layers.removeAll(gate.layers());
        return x;
    }

    @Override
    public Way add(Way residual, Way branch, double depth) {
        return branch;
    }

    @Override
    public Way upsample(Way x) {
        return x;
    }

    @Override
    public Way sum(Way x, Way y) {
        return x;
    }

    @Override
    public Way dropout(Way x) {
        return x;
    }

    @Override
    public Way linear(Way x, Linear linear) {
        layers.add(linear.name());
        return x;
    }
}
