package io.narsil.study.parent;

import io.narsil.around.Around;
import io.narsil.config.Fault;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.TimmVariant;
import io.narsil.network.Zoo;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.ModelFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spaces {@code around(NETWORK)} and {@code recipes(NETWORK)} of a study: of a published network, an architecture's file, or a folder with one. */
public final class AroundSpace {
    private static final String AROUND = "around";
    private static final String RECIPES = "recipes";
    private static final Pattern FORM = Pattern.compile("(around|recipes)\\s*\\(\\s*(.*?)\\s*\\)\\s*");

    /** A word before something, in parentheses or not. */
    private static final Pattern NEARLY = Pattern.compile("\\s*(\\w+)[\\s(\\[{:=]+([^\\s)\\]}]+)[\\s)\\]}]*");

    private static final String EXAMPLE = "around(efficientnet-b0), or recipes(runs/earlier/models/large)";

    private AroundSpace() {}

    /** Whether a space's name means one that a network is the heart of, well written or not. */
    public static boolean is(String space) {
        return space.matches("(around|recipes)\\s*(\\(.*)?");
    }

    /**
     * The text of a space that ships with the program.
     *
     * @throws UserException where there is none of that name; what was likely meant may be one of these spaces around a network
     */
    public static String shipped(String name) {
        try {
            return SpaceFile.shippedText(name);
        } catch (UserException e) {
            Fault fault = e.problems().get(0);
            throw new UserException(
                    fault.where(),
                    fault.what(),
                    meant(name).map(AroundSpace::quoted).orElse(fault.maybe()));
        }
    }

    /** The space around a network that was likely meant by a name that no space has: of a wrong word, without parentheses, or of the network. */
    private static Optional<String> meant(String name) {
        if (Zoo.names().contains(name)) {
            return Optional.of(AROUND + "(" + name + ")");
        }
        Matcher nearly = NEARLY.matcher(name);
        return nearly.matches()
                ? Nearest.of(nearly.group(1), List.of(AROUND, RECIPES)).map(word -> word + "(" + nearly.group(2) + ")")
                : Optional.empty();
    }

    private static String quoted(String space) {
        return "\"" + space + "\"";
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
        boolean recipes = form.group(1).equals(RECIPES);
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
            throw new UserException("", nothing(name, path), likely(word, name));
        }
        throw new UserException(
                "",
                "the folder " + path + " holds no network: it needs " + architecture.getFileName(),
                folder.member()
                        .map(m -> word + "(" + Path.of(name).resolve(path.relativize(m.path())) + ")")
                        .orElse(EXAMPLE));
    }

    private static String nothing(String name, Path path) {
        if (weights(name)) {
            return "\"" + name + "\" is a file of weights, and does not say which network they are of";
        }
        return name.contains("/") ? "there is no folder \"" + path + "\"" : "there is no network \"" + name + "\"";
    }

    private static String likely(String word, String name) {
        if (weights(name)) {
            return word + "(NAME) with that network's name, and \"init: {network: NAME, weights: " + name + "}\"";
        }
        return name.contains("/") ? EXAMPLE : Nearest.hint(name, Zoo.names());
    }

    private static boolean weights(String name) {
        return name.matches(".*\\.(safetensors|pth?|onnx)");
    }
}
