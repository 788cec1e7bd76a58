package io.narsil.study.export;

import io.narsil.config.UserException;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.network.TimmVariant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A published network as a file of the Python library timm has it.
 *
 * <p>timm has its own EfficientNets ({@code efficientnet_b0}) and TensorFlow's ({@code tf_efficientnet_b0}): the same arrays, but
 * other paddings, another epsilon and often another scale of the images. Nothing in the file tells, so its name must.
 */
final class TimmNetwork {
    private static final String TENSORFLOW = "tf_";
    private static final String LITE = "efficientnet-lite";
    /** Of timm's {@code tf_efficientnet_lite0} to 4. */
    private static final Normalisation HALVES = new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    private TimmNetwork() {}

    /**
     * The network that the file's arrays are of.
     *
     * @param network network of the zoo
     * @throws UserException where the file's name leaves open which one is meant, or means one that the zoo has not
     */
    static Network of(Network network, Path file) {
        String name = file.getFileName().toString();
        String model = network.name().replace('-', '_');
        boolean lite = network.name().startsWith(LITE);
        if (name.startsWith(TENSORFLOW)) {
            if (lite) {
                return scaled(network, Conventions.TENSORFLOW, HALVES);
            }
            throw new UserException(
                    file.toString(),
                    "timm's " + TENSORFLOW + model + " pads and normalises as TensorFlow does, and " + network.name()
                            + " as PyTorch: from the same arrays it would compute something else",
                    "\"narsil zoo " + network.name() + " > tf.yaml\"; in it add \"padding: same\","
                            + " \"batch_norm: {epsilon: 0.001}\" and to \"input\" the mean and std of the model's page, and name tf.yaml"
                            + " as the network");
        }
        if (network.name().startsWith("efficientnet-") && !name.startsWith("efficientnet_")) {
            throw new UserException(
                    file.toString(),
                    "timm's " + model + " and " + TENSORFLOW + model
                            + " have the same arrays, but pad and normalise differently,"
                            + " and this file's name does not say which it is",
                    "call it " + model + ".safetensors or " + TENSORFLOW + model
                            + ".safetensors, as timm calls the model");
        }
        if (lite) {
            return scaled(network, Conventions.USUAL, Normalisation.IMAGENET);
        }
        Network timm = TimmVariant.get(network.name());
        return timm.with(timm.name(), network.channels(), network.resolution(), network.classes());
    }

    private static Network scaled(Network network, Conventions conventions, Normalisation scale) {
        return network.with(conventions.with(Optional.of(scale)).forChannels(network.channels()));
    }
}
