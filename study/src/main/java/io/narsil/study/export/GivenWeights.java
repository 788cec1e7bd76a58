package io.narsil.study.export;

import io.narsil.config.UserException;
import io.narsil.network.Architecture;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.runner.TrainRequest;
import io.narsil.tensors.InheritedWeights;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Weights that a user brings, Narsil's or another library's.
 *
 * @param file file of safetensors
 * @param parent network that they are of, where another one inherits from it; nothing where they are of the network itself
 */
public record GivenWeights(Path file, Optional<Network> parent) {
    /** Weights of the network itself. */
    public GivenWeights(Path file) {
        this(file, Optional.empty());
    }

    /**
     * The network that the weights belong to.
     *
     * @param network network that the user names
     * @return the network itself; where it is one of the zoo and the weights are another library's, that as this library has
     *     it, of the same resolution
     * @throws io.narsil.config.UserException where the weights leave open which network they are of
     */
    public Network of(Network network) {
        WeightFile.Origin origin = WeightFile.origin(file);
        if (parent.isPresent() || !published(network)) {
            return network;
        }
        return switch (origin) {
            case NARSIL -> network;
            case TIMM -> TimmNetwork.of(network, file);
            case EFFICIENTNET_PYTORCH -> asTensorFlow(network);
        };
    }

    /** Whether it is a network of the zoo for images of any size, and not only called so, as a user's own file may be. */
    private static boolean published(Network network) {
        if (!Zoo.names().contains(network.name())) {
            return false;
        }
        Network zoo = Zoo.get(network.name());
        return network.stages().equals(zoo.stages())
                && network.head().equals(zoo.head())
                && network.conventions().equals(zoo.conventions().forChannels(network.channels()));
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
        if (parent.isEmpty()) {
            WeightFile.read(file, WeightShapes.of(network), WeightShapes.head(network));
        } else if (InheritedWeights.read(parent.get(), file, network).layers().stream()
                .allMatch(l -> l.inherited() == 0)) {
            throw new UserException(
                    file.toString(),
                    "nothing of " + parent.get().name()
                            + " fits: no block of the network has the stage, the place and the kind of one of its blocks",
                    "\"narsil summary NETWORK --init\" shows what fits");
        }
    }

    /**
     * The share of its parameters, from 0 to 1, that what is trained takes from the weights.
     *
     * @param trained network of the weights itself or, where another one is inherited from, any network or detector
     */
    public double share(Architecture trained) {
        return InheritedWeights.share(parent.orElseGet(() -> (Network) trained), file, trained);
    }

    /**
     * Has a training start from the weights.
     *
     * @param key key of their file
     */
    public void start(TrainRequest.Builder request, String key) {
        if (parent.isPresent()) {
            request.parent(new TrainRequest.Parent(parent.get(), key));
        } else {
            request.start(key);
        }
    }
}
