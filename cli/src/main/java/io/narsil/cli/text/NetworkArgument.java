package io.narsil.cli.text;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import java.nio.file.Path;

/** A network that a user names: a published one, or one in a file. */
public final class NetworkArgument {
    private NetworkArgument() {}

    public static boolean published(String text) {
        return Zoo.names().contains(text);
    }

    /**
     * The network meant; what looks like a file's path is read as one.
     *
     * @param where place where it was given, such as an option's name
     */
    public static Network find(String where, String text) {
        if (published(text)) {
            return Zoo.get(text);
        }
        if (!text.matches(".*(\\.ya?ml|/).*")) {
            throw new UserException(where, "there is no network \"" + text + "\"", Nearest.hint(text, Zoo.names()));
        }
        return NetworkFile.read(Path.of(text));
    }

    /**
     * The same network for other images and classes; null for its own.
     *
     * @throws UserException where there is no such network
     */
    public static Network sized(Network network, Integer resolution, Integer classes) {
        int size = resolution == null ? network.resolution() : resolution;
        int outputs = classes == null ? network.classes() : classes;
        if (size < 1 || size > 1 << 16 || outputs < 1 || outputs > 1 << 20) {
            throw new UserException(
                    "", "a network of " + size + " pixels and " + outputs + " classes is no network", "");
        }
        Network other = network.with(network.name(), network.channels(), size, outputs);
        try {
            other.cost();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException("--resolution " + size, e.getMessage(), "a larger resolution");
        }
        return other;
    }
}
