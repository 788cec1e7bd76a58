package io.narsil.cli;

import io.narsil.config.UserException;
import io.narsil.data.SingleImage;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
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
final class PredictCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, or a folder with a model.onnx.")
    private Path path;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "JPEG or PNG files.")
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
        Path file = Files.isDirectory(path) ? path.resolve("model.onnx") : path;
        PrintWriter out = spec.commandLine().getOut();
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            TextTable table = new TextTable(Set.of(), "image", "classes");
            for (Path image : images) {
                double[] p = probabilities(model.run(values(model, image), 1)[0]);
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

    private static float[] values(OnnxModel model, Path image) {
        byte[] pixels = SingleImage.read(image, model.size(), model.channels());
        Preparation preparation = model.preparation();
        int plane = model.size() * model.size();
        float[] values = new float[pixels.length];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < model.channels(); c++) {
                int pixel = pixels[i * model.channels() + c] & 0xFF;
                values[c * plane + i] = (float)
                        (preparation.inside()
                                ? pixel
                                : (pixel / 255.0 - preparation.mean().get(c))
                                        / preparation.deviation().get(c));
            }
        }
        return values;
    }

    private static double[] probabilities(float[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        double[] p = new double[logits.length];
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] - highest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
