package io.narsil.study.export;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.TimmVariant;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import io.narsil.runner.TrainRequest;
import io.narsil.tensors.InheritedWeights;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Weights that a user brings, Narsil's or timm's.
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
     * @return the network itself; for weights of timm and a network of the zoo, that as timm has it, of the same resolution
     */
    public Network of(Network network) {
        if (parent.isPresent() || !WeightFile.isTimm(file) || !Zoo.names().contains(network.name())) {
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
