package io.narsil.cli.export;

import io.narsil.cli.text.FitOption;
import io.narsil.cli.text.NetworkArgument;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.export.Int8Worth;
import io.narsil.study.export.OnnxExport;
import io.narsil.study.export.SingleExport;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.folder.TrainedDetector;
import io.narsil.task.Fit;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code narsil export}, as its options ask for it.
 *
 * @param model folder, published network or file of one
 * @param weights file of weights; null for those of the folder
 * @param data name or folder of images; null for noise
 * @param fit word for how photos become squares; null where it is not said
 * @param resolution pixels a side; null for the network's own
 * @param pixels choice of values from 0 to 255 as input
 * @param nms choice of a file that itself selects boxes, too
 * @param int8 choice of a second file in 8 bits
 * @param out file to write; null for the usual one
 */
public record Exporting(
        String model,
        Path weights,
        String data,
        String fit,
        Integer resolution,
        boolean pixels,
        boolean nms,
        boolean int8,
        Path out) {
    /**
     * Writes the file, and says how far it is proven.
     *
     * @param screen screen that is told
     */
    public void run(PrintWriter screen) {
        ModelFolder folder = new ModelFolder(Path.of(model));
        boolean isFolder = Files.isDirectory(folder.path());
        if (isFolder) {
            folder.there(folder.architecture());
            RunSums.check(folder);
        }
        Optional<TrainedDetector> detector = isFolder ? folder.detector() : Optional.empty();
        if (detector.isPresent()) {
            refuse("--weights", weights != null, "a detector is exported with the weights of its folder");
            FitOption.refuseCut(fit);
            refuseUncalibrated();
            new DetectorExporting(folder, detector.get(), Optional.ofNullable(resolution), Optional.ofNullable(data))
                    .run(pixels, nms, int8, Optional.ofNullable(out), screen);
            return;
        }
        refuse("--nms", nms, "only a detector has boxes to select");
        Network own = isFolder ? folder.network() : NetworkArgument.find("MODEL", model);
        Network network = NetworkArgument.sized(own, resolution, null);
        Path from = weights != null || !isFolder ? weights : folder.weights();
        if (from == null) {
            throw new UserException("--weights", "a network without a folder needs its weights", "--weights FILE");
        }
        Path target = out != null ? out : isFolder ? beside(folder, own, network) : Path.of(network.name() + ".onnx");
        Fit way = isFolder ? fit(fit, folder.onnx()) : FitOption.of(fit);
        SingleExport export = new SingleExport(network, from, data, pixels, way);
        if (isFolder && isOwn(folder) && Files.exists(folder.onnx())) {
            export.trainedAs(folder.onnx());
        }
        if (target.equals(folder.onnx()) && out == null) {
            export.careful();
        }
        refuseUncalibrated();
        OnnxExport.Proof proof = export.write(target);
        screen.printf(
                Locale.ROOT,
                "proven on %d %s: the same classes, logits differ by at most %.1e%nwritten to %s%n",
                proof.images(),
                data == null ? "images of noise" : "test images",
                proof.difference(),
                target);
        if (int8) {
            Path small = eightBits(target);
            Int8Worth worth = export.writeInt8(target, small);
            screen.printf("%s%nwritten to %s%n", Int8Text.of(worth), small);
        }
        screen.flush();
    }

    private void refuseUncalibrated() {
        if (int8 && data == null) {
            throw new UserException("--int8", "it is calibrated on images, and there are none", "--data photos");
        }
    }

    private static void refuse(String option, boolean given, String reason) {
        if (given) {
            throw new UserException(option, reason, "leave it out");
        }
    }

    /** The file in 8 bits beside one in floats. */
    static Path eightBits(Path target) {
        return target.resolveSibling(target.getFileName().toString().replaceFirst("(\\.onnx)?$", ".int8.onnx"));
    }

    /** Whether the weights are those of the folder. */
    private boolean isOwn(ModelFolder folder) {
        return weights == null
                || weights.toAbsolutePath().equals(folder.weights().toAbsolutePath());
    }

    /** The file that is written where none is named: never over that of the network as it was trained by another one's. */
    private Path beside(ModelFolder folder, Network own, Network network) {
        if (!isOwn(folder) && Files.exists(folder.onnx())) {
            throw new UserException(
                    "--weights",
                    folder.onnx() + " is of the folder's own weights, and would be written over",
                    "--out FILE");
        }
        return own.resolution() == network.resolution() ? folder.onnx() : folder.onnx(network.resolution());
    }

    /** What is said, or else what the file that was written with the weights says. */
    static Fit fit(String word, Path before) {
        if (word != null || !Files.exists(before)) {
            return FitOption.of(word);
        }
        try (OnnxModel model = OnnxModel.open(before, 1)) {
            return model.preparation().fit();
        } catch (UserException e) {
            throw new UserException(
                    "--fit",
                    before + " would say how images become squares, and cannot be read (" + e.getMessage() + ")",
                    "--fit crop, as it is where nobody asked for letterbox");
        }
    }
}
