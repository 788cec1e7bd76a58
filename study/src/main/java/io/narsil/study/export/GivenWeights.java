package io.narsil.study.export;

import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.network.TimmVariant;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Weights that a user brings, Narsil's or another library's.
 *
 * @param file file of safetensors
 */
public record GivenWeights(Path file) {
    /**
     * The network that the weights belong to.
     *
     * @param network network that the user names
     * @return the network itself; where it is one of the zoo and the weights are another library's, that as this library has
     *     it, of the same resolution
     */
    public Network of(Network network) {
        WeightFile.Origin origin = WeightFile.origin(file);
        if (!Zoo.names().contains(network.name())) {
            return network;
        }
        return switch (origin) {
            case NARSIL -> network;
            case TIMM -> {
                Network timm = TimmVariant.get(network.name());
                yield timm.with(timm.name(), timm.channels(), network.resolution(), timm.classes());
            }
            case EFFICIENTNET_PYTORCH -> asTensorFlow(network);
        };
    }

    /** These packages follow TensorFlow; the zoo's EfficientNet-B0 to B7 are timm's, and its Lite0 to 4 TensorFlow's already. */
    private static Network asTensorFlow(Network network) {
        return network.conventions().equals(Conventions.USUAL) && network.channels() == 3
                ? network.with(Conventions.TENSORFLOW.with(Optional.of(Normalisation.IMAGENET)))
                : network;
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
