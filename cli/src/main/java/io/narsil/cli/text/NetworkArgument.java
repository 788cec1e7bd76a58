package io.narsil.cli.text;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.study.folder.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network that a user names: a published one, or one in a file. */
public final class NetworkArgument {
    private static final int MOST_PIXELS = 1 << 16;
    private static final int MOST_CLASSES = 1 << 20;

    private NetworkArgument() {}

    public static boolean published(String text) {
        return Zoo.names().contains(text);
    }

    /**
     * Checks that a network that is said to be that of weights has a file of weights.
     *
     * @param init path that {@code --init} names; null for none
     * @param network word that {@code --init-network} names; null for none
     */
    public static void checkInit(Path init, String network) {
        if (network != null && init == null) {
            throw new UserException(
                    "--init-network", "this is the network of the weights that --init names", "add --init FILE");
        }
        if (network != null && Files.isDirectory(init)) {
            throw new UserException(
                    "--init-network",
                    "the folder " + init + " has a network of its own",
                    "leave it out, or name the file of weights with --init");
        }
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
        Path file = Path.of(text);
        if (Files.isDirectory(file)) {
            throw new UserException(file.toString(), "this is a folder, not a file", inside(new ModelFolder(file)));
        }
        if (!text.matches(".*(\\.ya?ml|/).*")) {
            throw new UserException(where, "there is no network \"" + text + "\"", Nearest.hint(text, Zoo.names()));
        }
        return NetworkFile.read(file);
    }

    /** The file that was likely meant by its folder, or by that of a run. */
    private static String inside(ModelFolder folder) {
        return Files.exists(folder.architecture())
                ? folder.architecture().toString()
                : folder.member().map(m -> m.architecture().toString()).orElse("name the YAML file in it");
    }

    /**
     * The same network for other images and classes; null for its own.
     *
     * @throws UserException where there is no such network
     */
    public static Network sized(Network network, Integer resolution, Integer classes) {
        int size = resolution == null ? network.resolution() : resolution;
        int outputs = classes == null ? network.classes() : classes;
        Options.check("--resolution", size, 1, MOST_PIXELS);
        Options.check("--classes", outputs, 1, MOST_CLASSES);
        Network other = network.with(network.name(), network.channels(), size, outputs);
        try {
            other.cost();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException("--resolution " + size, e.getMessage(), "a larger resolution");
        }
        return other;
    }
}
