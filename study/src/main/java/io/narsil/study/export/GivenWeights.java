package io.narsil.study.export;

import io.narsil.network.Network;
import io.narsil.network.TimmVariant;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;

/**
 * Weights that a user brings, Narsil's or timm's.
 *
 * @param file place of a safetensors file
 */
public record GivenWeights(Path file) {
    /**
     * The network that the weights belong to.
     *
     * @param network one that the user names
     * @return the network itself; for weights of timm and a network of the zoo, that as timm has it, of the same resolution
     */
    public Network of(Network network) {
        if (!WeightFile.isTimm(file) || !Zoo.names().contains(network.name())) {
            return network;
        }
        Network timm = TimmVariant.get(network.name());
        return timm.with(timm.name(), timm.channels(), network.resolution(), timm.classes());
    }

    /**
     * Checks that a training can start from the weights; only the last layer may be missing or of another shape.
     *
     * @throws io.narsil.config.UserException where it cannot
     */
    public void check(Network network) {
        WeightFile.read(file, WeightShapes.of(network), WeightShapes.head(network));
    }
}
