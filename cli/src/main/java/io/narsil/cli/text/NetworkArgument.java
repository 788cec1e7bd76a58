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
}
