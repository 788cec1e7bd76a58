package io.narsil.study.export;

import io.narsil.config.Listed;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.Noise;
import io.narsil.data.PreparedData;
import io.narsil.files.Folders;
import io.narsil.files.TemporaryFolder;
import io.narsil.network.Network;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.task.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Exports one network outside any study. */
public final class SingleExport {
    private static final String WEIGHTS = "weights";
    private static final int LISTED = 8;

    private final Network network;
    private final Path weights;
    private final String data;
    private final boolean pixels;
    private final Fit fit;
    private boolean careful;
    /** The file that the training of these weights wrote; null where none is known. */
    private Path trained;

    /**
     * An export.
     *
     * @param weights file of safetensors, of Narsil or of another library, for which a network of the zoo is taken as that has it
     * @param data built-in images or a folder, whose classes and normalisation the file has; null for noise, numbered classes
     *     and, where the network says none, ImageNet's normalisation
     * @param pixels choice of values from 0 to 255 as input
     * @param fit way in which the images of a folder are made squares
     */
    public SingleExport(Network network, Path weights, String data, boolean pixels, Fit fit) {
        this.network = new GivenWeights(weights).of(network);
        this.weights = weights.toAbsolutePath();
        this.data = data;
        this.pixels = pixels;
        this.fit = fit;
    }

    /**
     * Takes classes and normalisation from the file that the training of these weights wrote: they never change with the images
     * that the network is shown.
     */
    public SingleExport trainedAs(Path file) {
        trained = file;
        return this;
    }

    /** Refuses to write over a file of other classes or for other images: it is of the network as it was trained. */
    public SingleExport careful() {
        careful = true;
        return this;
    }

    /** Writes {@code target}, if it is proven. */
    public OnnxExport.Proof write(Path target) {
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("narsil-export");
            DataSet images = images();
            if (careful && OnnxModel.sound(target)) {
                compare(target, images);
            }
            FolderArtifacts files = new FolderArtifacts(scratch).with(WEIGHTS, weights);
            PreparedData.write(files.path(RunArtifacts.IMAGES), images);
            try (TrialRunner runner = WorkerPool.of(
                            WorkerCommand.builtIn(Engine.EXACT), new RunFolder(scratch).workerLog(), files)
                    .build()) {
                runner.start();
                Preparation preparation = new Preparation(images.mean(), images.deviation(), pixels, images.fit());
                return new OnnxExport(runner, files).write(network, WEIGHTS, images.classes(), preparation, target);
            }
        } catch (IOException e) {
            throw TemporaryFolder.failure(e);
        } finally {
            Folders.delete(scratch);
        }
    }

    /**
     * Writes the same network in 8 bits; it needs data, not noise.
     *
     * @param proven file that {@link #write} wrote
     */
    public Int8Worth writeInt8(Path proven, Path target) {
        return Int8Export.write(network, weights, images(), pixels, proven, target);
    }

    private void compare(Path target, DataSet images) {
        String other;
        try (OnnxModel before = OnnxModel.open(target, 1)) {
            other = !before.classes().equals(images.classes())
                    ? "names other classes"
                    : before.size() != network.resolution()
                            ? "takes images of " + before.size() + " pixels"
                            : before.preparation().fit() != images.fit()
                                    ? "takes photos made squares in another way"
                                    : "";
        }
        if (!other.isEmpty()) {
            throw new UserException(
                    target.toString(),
                    "this file " + other + ", and the figures of this network are of it; it would be written over",
                    "--out FILE"
                            + (data == null
                                    ? ", or --data with the images that it was trained on, which name the classes"
                                    : ""));
        }
    }

    private DataSet images() {
        DataSet shown = given().asSeenBy(network);
        // A damaged file says nothing; without images it is opened, which says what is wrong with it.
        if (trained == null || (data != null && !OnnxModel.sound(trained))) {
            return shown;
        }
        try (OnnxModel before = OnnxModel.open(trained, 1)) {
            if (data != null && !shown.classes().equals(before.classes())) {
                throw new UserException(
                        "--data",
                        "its classes are " + some(shown.classes()) + ", and the network was trained on "
                                + some(before.classes()) + " (" + trained + ")",
                        "the images that it was trained on");
            }
            return new DataSet(
                    shown.name(),
                    before.classes(),
                    shown.train(),
                    shown.validation(),
                    shown.test(),
                    before.preparation().mean(),
                    before.preparation().deviation(),
                    shown.fit());
        }
    }

    private static String some(List<String> classes) {
        return Listed.of(classes, LISTED);
    }

    private DataSet given() {
        if (data == null) {
            return Noise.of(network.channels(), network.resolution(), network.classes(), fit);
        }
        DataSpec spec = (DataSources.BUILT_IN.contains(data)
                        ? DataSpec.builtIn(data)
                        : DataSpec.of(data, Optional.of(network.resolution())))
                .fitted(fit);
        DataSet images = PreparedData.temporary(spec, DataSources.of(spec, "--data"));
        if (images.classes().size() != network.classes() || images.train().channels() != network.channels()) {
            throw new UserException(
                    "--data",
                    "these are images of " + images.train().channels() + " channels and "
                            + images.classes().size() + " classes, and the network is for " + network.channels()
                            + " and " + network.classes(),
                    "the data that it was trained on");
        }
        return images;
    }
}
