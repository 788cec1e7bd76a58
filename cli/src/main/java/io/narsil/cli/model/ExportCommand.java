package io.narsil.cli.model;

import io.narsil.cli.export.Exporting;
import java.nio.file.Path;
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
            description = "Built-in images (fashion) or a folder: they name the classes and the normalisation, where"
                    + " MODEL/model.onnx does not.")
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
                            + " --data; FILE.int8.json has what that is worth, but for detectors. Not for OpenCV, which computes such files wrongly.")
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
        new Exporting(model, weights, data, fit, resolution, pixels, nms, int8, out)
                .run(spec.commandLine().getOut());
    }
}
