package io.narsil.study.parent;

import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.files.WholeFile;
import io.narsil.inherit.Inheritance;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.study.export.GivenWeights;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.tensors.InheritedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained network that others inherit from.
 *
 * @param weights file of its weights, Narsil's or timm's
 * @param sha256 hash of both, by which a run knows its parent again
 */
public record ParentModel(Network network, Path weights, String sha256) {
    /**
     * A network with its weights in a file.
     *
     * @param network network that the weights are of; one of the zoo is taken as the file has it, Narsil's way or timm's
     * @throws UserException where the file cannot be read, or leaves open which network it is of
     */
    public static ParentModel of(Network network, Path weights) {
        Network meant = new GivenWeights(weights).of(network);
        return new ParentModel(meant, weights, hash(meant, weights));
    }

    /**
     * A network in a folder with its weights, as a run has its members and {@code narsil train} what it trained.
     *
     * @throws UserException where the folder holds none
     */
    public static ParentModel in(Path folder) {
        ModelFolder model = new ModelFolder(folder).trained();
        RunSums.check(model);
        Network network = model.network();
        return new ParentModel(network, model.weights(), hash(network, model.weights()));
    }

    private static String hash(Network network, Path weights) {
        return Fingerprint.of(NetworkFile.write(network) + Fingerprint.of(weights));
    }

    /**
     * Checks that the file holds the weights of the network, or of a detector on it; only those of the last layer may be missing or of
     * other classes.
     *
     * @throws UserException naming all that is wrong
     */
    public void check() {
        InheritedWeights.arrays(network, weights);
    }

    /** What a network inherits. */
    public Inheritance inheritance(Network child) {
        return InheritedWeights.read(network, weights, child);
    }

    /**
     * The shares of networks' parameters that they inherit, 0..1.
     *
     * @param where place that names this parent, for the message
     * @throws UserException where none inherits anything
     */
    public List<Double> shares(List<? extends Architecture> children, String where) {
        List<Double> shares = children.stream()
                .map(child -> InheritedWeights.share(network, weights, child))
                .toList();
        if (shares.stream().allMatch(s -> s == 0)) {
            throw new UserException(
                    where,
                    "nothing of the network of " + weights
                            + " fits the candidates: no block of theirs has the stage, the place"
                            + " and the kind of one of its blocks",
                    "a parent of the same space; \"narsil summary NETWORK --init\" shows what fits");
        }
        return shares;
    }

    private boolean sameAs(ModelFolder kept) {
        try {
            return Files.exists(kept.architecture())
                    && Files.exists(kept.weights())
                    && sha256.equals(hash(kept.network(), kept.weights()));
        } catch (UserException e) {
            return false; // damaged: it is written anew
        }
    }

    /** Keeps a copy in a run folder, unless it is there. */
    public void keep(RunFolder folder) {
        ModelFolder kept = folder.parent();
        if (sameAs(kept)) {
            return;
        }
        try {
            Files.createDirectories(kept.path());
        } catch (IOException e) {
            throw WholeFile.failure(kept.path(), e);
        }
        kept.copyWeights(weights);
        WholeFile.write(kept.architecture(), NetworkFile.write(network));
        if (!sameAs(kept)) {
            throw new UserException(
                    weights.toString(), "this file was changed while it was copied", "run the same command again");
        }
    }
}
