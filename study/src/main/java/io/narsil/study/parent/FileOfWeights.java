package io.narsil.study.parent;

import io.narsil.config.ConfigNode;
import io.narsil.config.UserException;
import io.narsil.config.YamlText;
import io.narsil.network.Zoo;
import io.narsil.study.folder.ModelFolder;
import io.narsil.tensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/** A file where {@code init} of a study has a folder, or a network beside it. */
final class FileOfWeights {
    /** What stands in for a network of which nothing is known. */
    private static final String NAME = "NAME";

    private FileOfWeights() {}

    /**
     * Faults a file that stands alone, with what was likely meant by it.
     *
     * @param text file as the study names it
     * @param path path of that file
     */
    static void alone(ConfigNode node, String text, Path path) {
        ModelFolder around = new ModelFolder(path.toAbsolutePath().normalize().getParent());
        Path name = path.getFileName();
        boolean ours = name.equals(around.weights().getFileName())
                || name.equals(around.architecture().getFileName())
                || name.equals(around.onnx().getFileName());
        boolean yaml = text.matches(".*\\.ya?ml");
        String network = yaml ? text : network(text);
        boolean weights = !yaml && readable(node, path);
        node.fault(
                "\"init: " + text + "\" is a file, and "
                        + (yaml ? "names no weights" : "does not say which network it has the weights of"),
                ours && Files.exists(around.architecture()) && Files.exists(around.weights())
                        ? "its folder: \"init: " + around.path() + "\""
                        : setting(network, weights ? text : "FILE")
                                + (network.equals(NAME) ? " with that network's name" : ""));
    }

    private static boolean readable(ConfigNode node, Path path) {
        try {
            Safetensors.read(path);
            return true;
        } catch (UserException e) {
            e.problems().forEach(node::problem);
            return false;
        }
    }

    /** The setting of a network and its weights. */
    static String setting(String network, String weights) {
        return "init: {network: " + YamlText.scalar(network) + ", weights: " + YamlText.scalar(weights) + "}";
    }

    /** The network that a file's name speaks of. */
    private static String network(String file) {
        String plain = plain(Path.of(file).getFileName().toString());
        return Zoo.names().stream()
                .filter(name -> plain.contains(plain(name)))
                .max(Comparator.comparingInt(String::length))
                .orElse(NAME);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
