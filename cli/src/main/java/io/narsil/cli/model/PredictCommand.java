package io.narsil.cli.model;

import io.narsil.cli.text.TextTable;
import io.narsil.config.UserException;
import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.folder.ModelFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil predict}: what a deployed network says of images. */
@Command(
        name = "predict",
        description = "Names the most probable classes of images, by a network's ONNX file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil predict runs/fashion/models/small shoe.png",
            "  narsil predict model.onnx photos/*.jpg --top 5"
        })
public final class PredictCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, or a folder with a model.onnx.")
    private Path path;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Images: JPEG, PNG, WebP, GIF or BMP.")
    private List<Path> images;

    @Option(names = "--top", paramLabel = "N", description = "Classes to name; ${DEFAULT-VALUE}.")
    private int top = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (top < 1) {
            throw new UserException("--top", "this must be at least 1, not " + top, "");
        }
        Path file = Files.isDirectory(path) ? new ModelFolder(path).onnx() : path;
        PrintWriter out = spec.commandLine().getOut();
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            TextTable table = new TextTable(Set.of(), "image", "classes");
            for (Path image : images) {
                double[] p = model.probabilities(SingleImage.read(image, model.size(), model.channels()));
                List<String> best = IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(c -> -p[c]))
                        .limit(top)
                        .map(c -> String.format(
                                Locale.ROOT, "%s %.1f %%", model.classes().get(c), 100 * p[c]))
                        .toList();
                table.row(image.toString(), String.join(", ", best));
            }
            out.print(table);
            out.flush();
        }
    }
}
