package io.narsil.study;

import io.narsil.network.Network;
import io.narsil.network.TimmVariant;
import io.narsil.network.Zoo;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;

/** Which network a file of weights belongs to. */
final class TimmWeights {
    private TimmWeights() {}

    /** The network itself; for weights of timm and a network of the zoo, that as timm has it, of the same resolution. */
    static Network network(Network network, Path weights) {
        if (!WeightFile.isTimm(weights) || !Zoo.names().contains(network.name())) {
            return network;
        }
        Network timm = TimmVariant.get(network.name());
        return timm.with(timm.name(), timm.channels(), network.resolution(), timm.classes());
    }
}
