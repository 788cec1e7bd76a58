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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil export}: a trained network as an ONNX file that is proven to compute the same. */
@Command(
        name = "export",
        description = {
            "Writes a trained network as an ONNX file (opset 17, any batch, batch norm folded) and proves it: ONNX Runtime"
                    + " must find the same classes for 200 images, with logits that differ by at most 0.001.",
            "The images are the test images of --data, or noise without it. A detector's file gives boxes and scores, which"
                    + " must be the same ones."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil export runs/fashion/models/small --data fashion --pixels",
            "  narsil export trained/net --data photos --out net.onnx",
            "  narsil export runs/fashion/models/small --data fashion --int8",
            "  narsil export runs/photos/models/small --data photos --resolution 192",
            "  narsil export trained/cells --nms --out cells-nms.onnx",
            "  narsil export fbnetv3-b --weights fbnetv3_b.safetensors --out b.onnx",
            "  narsil export efficientnet-lite0 --weights efficientnet-lite0.safetensors --resolution 192"
        })
public final class ExportCommand implements Runnable {
    @Parameters(
            paramLabel = "MODEL",
            description = "A folder with architecture.yaml and weights.safetensors, a published network or an"
                    + " architecture.yaml.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights as safetensors, of Narsil, timm or efficientnet-lite-pytorch; those of the folder by default.")
    private Path weights;

    @Option(
            names = "--data",
            paramLabel = "NAME|DIR",
            description = "Built-in images (fashion) or a folder: they name the classes and the normalisation.")
    private String data;

    @Option(
            names = "--fit",
            paramLabel = "NAME",
            description =
                    "How photos become squares, for the images of --data and whoever uses the file: crop (the middle)"
                            + " or letterbox (all of it, with grey bars); as MODEL/model.onnx says by default, or else crop.")
    private String fit;

    @Option(
            names = "--resolution",
            paramLabel = "PIXELS",
            description =
                    "Another image size than the network's own; the file is then MODEL/model-PIXELS.onnx by default.")
    private Integer resolution;

    @Option(names = "--pixels", description = "The file takes values from 0 to 255 and normalises them itself.")
    private boolean pixels;

    @Option(
            names = "--int8",
            description =
                    "Also write FILE.int8.onnx: layers that gain by it in 8-bit integers, calibrated on 200 training images of"
                            + " --data; FILE.int8.json has what that is worth. Not for OpenCV, which computes such files wrongly.")
    private boolean int8;

    @Option(
            names = "--nms",
            description =
                    "The file of a detector also selects boxes itself (ONNX's NonMaxSuppression), in an output \"selected\";"
                            + " not every engine has that.")
    private boolean nms;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "MODEL/model.onnx or NAME.onnx by default. Without it, MODEL/model.onnx is written again only for the same"
                            + " weights, classes and images.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ModelFolder folder = new ModelFolder(Path.of(model));
        boolean isFolder = Files.isDirectory(folder.path());
        if (isFolder) {
            RunSums.check(folder);
        }
        Optional<TrainedDetector> detector = isFolder ? folder.detector() : Optional.empty();
        if (detector.isPresent()) {
            refuse("--weights", weights != null, "a detector is exported with the weights of its folder");
            refuse("--int8", int8, "detectors are not written in 8 bits");
            FitOption.refuseCut(fit);
            new DetectorExporting(folder, detector.get(), Optional.ofNullable(resolution), Optional.ofNullable(data))
                    .run(pixels, nms, Optional.ofNullable(out), spec.commandLine().getOut());
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
        if (target.equals(folder.onnx()) && out == null) {
            export.careful();
        }
        if (int8 && data == null) {
            throw new UserException("--int8", "it is calibrated on images, and there are none", "--data photos");
        }
        OnnxExport.Proof proof = export.write(target);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "proven on %d %s: the same classes, logits differ by at most %.1e%nwritten to %s%n",
                        proof.images(),
                        data == null ? "images of noise" : "test images",
                        proof.difference(),
                        target);
        if (int8) {
            Path small =
                    target.resolveSibling(target.getFileName().toString().replaceFirst("(\\.onnx)?$", ".int8.onnx"));
            Int8Worth worth = export.writeInt8(target, small);
            spec.commandLine().getOut().printf("%s%nwritten to %s%n", Int8Text.of(worth), small);
        }
        spec.commandLine().getOut().flush();
    }

    private static void refuse(String option, boolean given, String reason) {
        if (given) {
            throw new UserException(option, reason, "leave it out");
        }
    }

    /** The file that is written where none is named: never over that of the network as it was trained by another one's. */
    private Path beside(ModelFolder folder, Network own, Network network) {
        boolean others = weights != null
                && !weights.toAbsolutePath().equals(folder.weights().toAbsolutePath());
        if (others && Files.exists(folder.onnx())) {
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
