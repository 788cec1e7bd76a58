package io.narsil.study.parent;

import io.narsil.around.Around;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.TimmVariant;
import io.narsil.network.Zoo;
import io.narsil.study.folder.ModelFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spaces {@code around(NETWORK)} and {@code recipes(NETWORK)} of a study: of a published network, an architecture's file, or a folder with one. */
public final class AroundSpace {
    private static final Pattern FORM = Pattern.compile("(around|recipes)\\s*\\(\\s*(.*?)\\s*\\)");
    private static final String EXAMPLE = "around(efficientnet-b0), or recipes(runs/earlier/models/large)";

    private AroundSpace() {}

    /** Whether a space's name means one that a network is the heart of, well written or not. */
    public static boolean is(String space) {
        return space.matches("(around|recipes)\\s*(\\(.*)?");
    }

    /**
     * The text of the space's file.
     *
     * @param space name of the space, such as {@code around(efficientnet-b0)} or {@code recipes(resnet-18)}
     * @param base folder in which relative paths begin
     * @param parent network that candidates start from; nothing where it is not known
     * @param tuned truth of candidates starting from a trained network
     * @throws UserException where the name says no network
     */
    public static String text(String space, Path base, Optional<Network> parent, boolean tuned) {
        Matcher form = FORM.matcher(space);
        if (!form.matches() || form.group(2).isEmpty()) {
            throw new UserException(
                    "",
                    "a space around a network, or of its recipes, names it in parentheses, and this is \"" + space
                            + "\"",
                    EXAMPLE);
        }
        boolean recipes = form.group(1).equals("recipes");
        String name = form.group(2);
        try {
            Network network = Zoo.names().contains(name)
                    ? parent.filter(p -> same(p, name)).orElseGet(() -> Zoo.get(name))
                    : NetworkFile.read(file(form.group(1), name, base.resolve(name)));
            return recipes ? Around.recipes(network, tuned) : Around.text(network, tuned);
        } catch (InvalidPathException e) {
            throw new UserException("", "\"" + name + "\" is no path that this system has: " + e.getReason(), "");
        }
    }

    /** Whether a trained network is the published one in the variant that its weights are of, whose paddings may differ. */
    private static boolean same(Network trained, String name) {
        return trained.stages().equals(TimmVariant.get(name).stages());
    }

    private static Path file(String word, String name, Path path) {
        if (name.matches(".*\\.ya?ml")) {
            return path;
        }
        ModelFolder folder = new ModelFolder(path);
        Path architecture = folder.architecture();
        if (Files.exists(architecture)) {
            return architecture;
        }
        if (!Files.isDirectory(path)) {
            throw name.contains("/")
                    ? new UserException("", "there is no folder \"" + path + "\"", EXAMPLE)
                    : new UserException("", "there is no network \"" + name + "\"", Nearest.hint(name, Zoo.names()));
        }
        throw new UserException(
                "",
                "the folder " + path + " holds no network: it needs " + architecture.getFileName(),
                folder.member()
                        .map(m -> word + "(" + Path.of(name).resolve(path.relativize(m.path())) + ")")
                        .orElse(EXAMPLE));
    }
}
