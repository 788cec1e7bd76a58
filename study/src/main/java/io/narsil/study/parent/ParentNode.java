package io.narsil.study.parent;

import io.narsil.config.ConfigNode;
import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.tensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The setting {@code init} of a study: a folder with a trained network, or a network and the file of its weights. */
public final class ParentNode {
    private static final String HASH = "sha256";
    private static final String FORM =
            "\"init: runs/earlier/models/large\", or \"init: {network: efficientnet-b0, weights: FILE}\"";

    private ParentNode() {}

    /**
     * Reads and checks the parent; faults go to the node.
     *
     * @param base folder in which relative paths begin
     * @param run run folder that the study is the frozen one of, which keeps the parent
     * @param own truth of the user's own program being the trainer, who has names of its own for weights
     * @param again command that begins the run once more, which copies the parent into it
     */
    public static Optional<ParentModel> read(
            ConfigNode node, Path base, Optional<RunFolder> run, boolean own, String again) {
        if (!node.present()) {
            return Optional.empty();
        }
        if (node.isList()) {
            node.fault("\"init\" names one trained network", FORM);
            return Optional.empty();
        }
        try {
            Optional<ParentModel> parent = node.isMapping()
                    ? run.isPresent() && node.has(HASH) ? kept(node, run.get(), again) : named(node, base)
                    : node.text().flatMap(text -> folder(node, text, base));
            parent.ifPresent(p -> check(p, own));
            return parent;
        } catch (UserException e) {
            ConfigNode file = node.has("weights") ? node.at("weights") : node;
            e.problems().forEach(file::problem);
        } catch (InvalidPathException e) {
            node.fault("\"init\" is no path that this system has: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private static void check(ParentModel parent, boolean own) {
        if (own) {
            Safetensors.read(parent.weights());
        } else {
            parent.check();
        }
    }

    /** The one that the run folder keeps, if it is still the one. */
    private static Optional<ParentModel> kept(ConfigNode node, RunFolder run, String again) {
        String hash = node.at(HASH).text("");
        node.closed();
        ModelFolder kept = run.parent();
        String maybe = "\"" + again + "\", which copies it from where the study has it; it can then be stopped";
        if (!Files.exists(kept.architecture()) || !Files.exists(kept.weights())) {
            throw new UserException(
                    kept.path().toString(),
                    "the copy of the trained network that the run's candidates start from is not whole any more: it needs "
                            + kept.architecture().getFileName() + " and "
                            + kept.weights().getFileName(),
                    maybe);
        }
        ParentModel parent = ParentModel.in(kept.path());
        if (!parent.sha256().equals(hash)) {
            throw new UserException(
                    kept.path().toString(),
                    "the copy of the trained network that the run's candidates start from is damaged: its hash is "
                            + parent.sha256() + ", and not " + hash,
                    maybe);
        }
        return Optional.of(parent);
    }

    /** Passes over the parent that a run folder keeps, which need not be there. */
    public static Optional<ParentModel> passOver(ConfigNode node) {
        node.at(HASH).text("");
        return Optional.empty();
    }

    private static Optional<ParentModel> folder(ConfigNode node, String text, Path base) {
        Path path = base.resolve(text);
        if (Zoo.names().contains(text) && !Files.exists(path)) {
            node.fault(
                    "\"init: " + text + "\" names a network and no weights, which candidates start from",
                    FileOfWeights.setting(text, "FILE"));
            return Optional.empty();
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            FileOfWeights.alone(node, text, path);
            return Optional.empty();
        }
        return Optional.of(ParentModel.in(path));
    }

    /** A network and the file of its weights: what is wrong with the one does not hide what is wrong with the other. */
    private static Optional<ParentModel> named(ConfigNode node, Path base) {
        Optional<Network> network =
                node.need("network").text().flatMap(text -> network(node.at("network"), text, base));
        ConfigNode file = node.need("weights");
        Optional<Path> weights = file.text().map(base::resolve);
        node.closed();
        if (network.isPresent() && weights.isPresent()) {
            return Optional.of(ParentModel.of(network.get(), weights.get()));
        }
        try {
            // Whether they are the network's cannot be said.
            weights.ifPresent(Safetensors::read);
        } catch (UserException e) {
            e.problems().forEach(file::problem);
        }
        return Optional.empty();
    }

    private static Optional<Network> network(ConfigNode node, String text, Path base) {
        if (Zoo.names().contains(text)) {
            return Optional.of(Zoo.get(text));
        }
        if (!text.matches(".*\\.ya?ml")) {
            ModelFolder folder = new ModelFolder(base.resolve(text));
            boolean whole = Files.exists(folder.architecture());
            node.fault(
                    Files.isDirectory(folder.path())
                            ? "\"" + text + "\" is a folder, and a network is a published one or a file"
                            : "there is no network \"" + text + "\"",
                    whole
                            ? "\"" + Path.of(text).resolve(folder.architecture().getFileName()) + "\""
                            : Nearest.hint(text, Zoo.names()));
            return Optional.empty();
        }
        try {
            return Optional.of(NetworkFile.read(base.resolve(text)));
        } catch (UserException e) {
            e.problems().forEach(node::problem);
            return Optional.empty();
        }
    }
}
